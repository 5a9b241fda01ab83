package dev.junctor.lab.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of {@code /metrics} at one moment.
 *
 * @param values by name with labels, as {@code junctor_requests_total{status="2xx",…}}
 */
record Gauges(Map<String, Double> values) {
    Gauges {
        values = Map.copyOf(values);
    }

    static Gauges of(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && line.contains(" "))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    values.put(
                            line.substring(0, space),
                            Double.parseDouble(line.substring(space + 1)));
                });
        return new Gauges(values);
    }

    /** The sum of all values of a name whose labels contain all of these texts. */
    double sum(String name, String... labels) {
        double sum = 0;
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            String key = entry.getKey();
            int brace = key.indexOf('{');
            String bare = brace < 0 ? key : key.substring(0, brace);
            boolean meant = bare.equals(name);
            for (String label : labels) {
                meant &= key.contains(label);
            }
            sum += meant ? entry.getValue() : 0;
        }
        return sum;
    }
}
