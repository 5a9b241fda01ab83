package dev.junctor.lab.money;

import dev.junctor.core.base.Money;

/** What a caller of the load can say of one request. */
sealed interface Heard {
    /**
     * The whole answer came: the body to its end, or the stream to its {@code [DONE]}, with its cost.
     *
     * @param key that asked
     * @param cost as the answer says it
     */
    record Complete(String id, String key, Money cost) implements Heard {}

    /**
     * It was refused, or failed before anything was answered: nobody may be charged for it.
     *
     * @param id empty where none was told
     */
    record Refused(String id, int status) implements Heard {}

    /**
     * The answer has no end, because the caller left, the provider broke off or the gateway died: it may be charged or
     * not.
     *
     * @param id empty where no head came
     */
    record Incomplete(String id) implements Heard {}
}
