package dev.junctor.lab.process;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the process has counted and charged at one moment.
 *
 * @param used what the account has spent, in US dollars
 */
record Ledger(Gauges gauges, BigDecimal used) {
    private static final double SMALLEST_USD = 1e-9;

    static Ledger of(House house) {
        return new Ledger(
                Gauges.of(house.text("/metrics")),
                house.data("/api/v1/accounts/lab").path("total_usage").decimalValue());
    }

    /** Expects that what was counted and charged since is what happened. */
    void addsUp(Ledger later, List<Ending> endings, Findings findings) {
        long good = count(endings, 200, 200) - broken(endings);
        long refused = count(endings, 400, 499);
        long failed = count(endings, 500, 599) + broken(endings);
        same(later, "2xx", good, findings);
        same(later, "4xx", refused, findings);
        same(later, "5xx", failed, findings);
        BigDecimal charged =
                endings.stream().map(Ending::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal spent = later.used.subtract(used);
        findings.expect(
                spent.compareTo(charged) == 0,
                "the account spent $" + spent + ", the records say $" + charged);
        double counted =
                later.gauges.sum("junctor_cost_usd_total") - gauges.sum("junctor_cost_usd_total");
        findings.expect(
                Math.abs(counted - charged.doubleValue()) < SMALLEST_USD,
                "the metrics say $" + counted + ", the records $" + charged);
    }

    private void same(Ledger later, String status, long happened, Findings findings) {
        String label = "status=\"" + status + "\"";
        double counted =
                later.gauges.sum("junctor_requests_total", label)
                        - gauges.sum("junctor_requests_total", label);
        findings.expect(
                Math.round(counted) == happened,
                "%s: %d happened, the metrics counted %.0f".formatted(status, happened, counted));
    }

    private static long count(List<Ending> endings, int from, int to) {
        return endings.stream()
                .filter(ending -> ending.status() >= from && ending.status() <= to)
                .count();
    }

    private static long broken(List<Ending> endings) {
        return endings.stream().filter(ending -> ending.inBand() != 0).count();
    }
}
