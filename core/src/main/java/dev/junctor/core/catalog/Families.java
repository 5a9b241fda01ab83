package dev.junctor.core.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The newest model of each family, for {@code ~author/family-latest}.
 *
 * <p>Plain members, whose slug is the family and a version, come before specialities ({@code -fast, -cyber, …}); among
 * them the active before the preview, then the higher version, then the later release.
 */
final class Families {
    private static final Pattern SEPARATOR = Pattern.compile("[-.]");
    private static final Comparator<Model> NEWEST =
            Comparator.comparing(Families::isPlain)
                    .thenComparing(model -> model.lifecycle().status() == Status.ACTIVE)
                    .thenComparing(Families::version, Families::compareVersions)
                    .thenComparing(Model::released)
                    .thenComparing(Model::id);

    private final Map<String, Model> newest = new HashMap<>();

    Families(Collection<Model> served) {
        for (Model model : served) {
            if (!model.family().isEmpty() && !model.slug().endsWith("-latest")) {
                newest.merge(
                        model.author() + "/" + model.family(),
                        model,
                        (left, right) -> NEWEST.compare(left, right) >= 0 ? left : right);
            }
        }
    }

    /** The newest member of {@code author/family}. */
    Optional<Model> newest(String family) {
        return Optional.ofNullable(newest.get(family));
    }

    private static boolean isPlain(Model model) {
        Set<String> words = new HashSet<>();
        for (String part : parts(model.slug())) {
            if (!isVersion(part)) {
                words.add(part);
            }
        }
        return words.equals(new HashSet<>(parts(model.family())));
    }

    private static List<Integer> version(Model model) {
        List<Integer> version = new ArrayList<>();
        for (String part : parts(model.slug())) {
            if (isVersion(part)) {
                version.add(Integer.parseInt(part));
            }
        }
        return version;
    }

    private static List<String> parts(String name) {
        return Arrays.asList(SEPARATOR.split(name));
    }

    private static boolean isVersion(String part) {
        return !part.isEmpty() && part.length() < 9 && part.chars().allMatch(Character::isDigit);
    }

    private static int compareVersions(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = Integer.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
