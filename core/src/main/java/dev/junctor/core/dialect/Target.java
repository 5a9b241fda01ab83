package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.chat.Opaque;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whom a request is written for.
 *
 * @param model the provider's name of the model
 * @param scope whose state it can read: provider and account
 * @param maxOutputTokens most tokens that one answer may have; 0 when unknown
 * @param abilities what it takes
 * @param quirks how the provider differs from its protocol
 */
public record Target(
        String model, String scope, long maxOutputTokens, Set<Ability> abilities, Quirks quirks) {
    /** What a protocol's newest models of full ability take, as a start to add to and to take from. */
    public static final Set<Ability> USUAL =
            Set.of(
                    Ability.SAMPLING,
                    Ability.REASONING_BUDGET,
                    Ability.REASONING_EFFORT,
                    Ability.STRUCTURED_OUTPUT,
                    Ability.PREFILL,
                    Ability.DEVELOPER_ROLE,
                    Ability.IMAGE_BY_URL,
                    Ability.DOCUMENT_BY_URL,
                    Ability.MEDIA_IN_RESULTS,
                    Ability.CACHE_MARKS,
                    Ability.MAX_COMPLETION_TOKENS);

    public Target {
        abilities = Set.copyOf(abilities);
    }

    /** A model of full ability. */
    public static Target usual(String model) {
        return new Target(model, "", 0, USUAL, Quirks.NONE);
    }

    /** Whether it takes something. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** Whether state can be given back to it: made in its protocol, by its provider and account. */
    public boolean reads(Opaque opaque, String dialect) {
        return opaque.isPresent()
                && opaque.dialect().equals(dialect)
                && (opaque.scope().isEmpty() || opaque.scope().equals(scope));
    }

    /** The same with something that it takes too. */
    public Target with(Ability ability) {
        EnumSet<Ability> more = EnumSet.of(ability);
        more.addAll(abilities);
        return new Target(model, scope, maxOutputTokens, more, quirks);
    }

    /** The same without something. */
    public Target without(Ability ability) {
        EnumSet<Ability> fewer = EnumSet.noneOf(Ability.class);
        fewer.addAll(abilities);
        fewer.remove(ability);
        return new Target(model, scope, maxOutputTokens, fewer, quirks);
    }
}
