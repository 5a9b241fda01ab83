package dev.junctor.core.catalog;

import java.util.List;

/**
 * How a model can be told to reason.
 *
 * @param efforts levels of effort it knows, weakest first; empty when it takes none
 * @param budget whether it takes a number of tokens
 * @param toggle whether reasoning can be switched on and off
 */
public record Reasoning(List<String> efforts, Support budget, Support toggle) {
    /** It does not reason, or nothing is known. */
    public static final Reasoning NONE = new Reasoning(List.of(), Support.NO, Support.NO);

    public Reasoning {
        efforts = List.copyOf(efforts);
    }

    /** Whether something is offered. */
    public enum Support {
        YES,
        NO
    }
}
