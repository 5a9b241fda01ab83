package dev.junctor.core.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The newest model of each family, for {@code ~author/family-latest}.
 *
 * <p>Plain members, whose slug is the family and a version, come before specialities ({@code -fast, -cyber, …}), and the
 * active before the preview. Of plain members the higher version is the newer; of others the later release.
 */
final class Families {
    private static final Pattern VERSION = Pattern.compile("\\d{1,8}(\\.\\d+)*");
    private static final Comparator<Model> NEWEST =
            Comparator.comparing(Families::isPlain)
                    .thenComparing(model -> model.lifecycle().status() == Status.ACTIVE)
                    .thenComparing(
                            model -> isPlain(model) ? version(model) : "",
                            Families::compareVersions)
                    .thenComparing(Model::released)
                    .thenComparing(Model::id);

    private final Map<String, Model> newest = new HashMap<>();

    Families(Collection<Model> served) {
        for (Model model : served) {
            if (!model.family().isEmpty() && !model.slug().endsWith("-latest")) {
                newest.merge(
                        (model.author() + "/" + model.family()).toLowerCase(Locale.ROOT),
                        model,
                        (left, right) -> NEWEST.compare(left, right) >= 0 ? left : right);
            }
        }
    }

    /** The newest member of {@code author/family}, which is in lower case. */
    Optional<Model> newest(String family) {
        return Optional.ofNullable(newest.get(family));
    }

    private static boolean isPlain(Model model) {
        Set<String> words = new HashSet<>(parts(model.slug()));
        words.removeIf(Families::isVersion);
        return words.equals(new HashSet<>(parts(model.family())));
    }

    private static String version(Model model) {
        return parts(model.slug()).stream().filter(Families::isVersion).findFirst().orElse("");
    }

    private static List<String> parts(String name) {
        return Arrays.asList(name.split("-", -1));
    }

    private static boolean isVersion(String part) {
        return VERSION.matcher(part).matches();
    }

    /** By number before the point, then as a fraction: authors count 4.1, 4.20, 4.3. */
    private static int compareVersions(String left, String right) {
        int order = Integer.compare(major(left), major(right));
        return order != 0 ? order : left.compareTo(right);
    }

    private static int major(String version) {
        int point = version.indexOf('.');
        String number = point < 0 ? version : version.substring(0, point);
        return number.isEmpty() ? -1 : Integer.parseInt(number);
    }
}
