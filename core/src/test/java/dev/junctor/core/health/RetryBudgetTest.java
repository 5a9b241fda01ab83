package dev.junctor.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RetryBudgetTest {
    private static final long NOW = 1_000_000;

    @Test
    void eachRequestMayBeTriedOnceMore() {
        RetryBudget budget = emptied(RetryBudget.startingAt(NOW));
        for (int i = 0; i < 100; i++) {
            budget = budget.afterRequest(NOW);
        }

        assertThat(retries(budget)).isEqualTo(100);
    }

    @Test
    void tenASecondAreAlwaysAllowed() {
        RetryBudget budget = emptied(RetryBudget.startingAt(NOW));

        assertThat(budget.allowsRetry(NOW)).isFalse();
        assertThat(budget.allowsRetry(NOW + 99)).isFalse();
        assertThat(budget.allowsRetry(NOW + 100)).isTrue();
    }

    @Test
    void savesNoMoreThanFiveHundred() {
        RetryBudget budget = RetryBudget.startingAt(NOW);
        for (int i = 0; i < 10_000; i++) {
            budget = budget.afterRequest(NOW + 3_600_000);
        }

        assertThat(retries(budget)).isEqualTo(500);
    }

    @Test
    void timeThatRunsBackwardsGivesNothing() {
        RetryBudget budget = emptied(RetryBudget.startingAt(NOW));

        assertThat(retries(budget.afterRequest(NOW - 10_000).afterRequest(NOW))).isEqualTo(2);
    }

    private static RetryBudget emptied(RetryBudget budget) {
        RetryBudget result = budget;
        while (result.allowsRetry(NOW)) {
            result = result.afterRetry(NOW);
        }
        return result;
    }

    private static int retries(RetryBudget budget) {
        RetryBudget rest = budget;
        int count = 0;
        while (rest.allowsRetry(rest.atMillis())) {
            rest = rest.afterRetry(rest.atMillis());
            count++;
        }
        return count;
    }
}
