package dev.junctor.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangesTest {
    private static final Catalog NOTHING = Catalog.of(List.of(), List.of(), List.of());
    private static final String ONE =
            "providers: {mine: {dialect: openai-chat, base_url: 'http://127.0.0.1:1/v1', api_key: first-key,"
                    + " models: [{id: acme/a, context: 100, max_output: 10, price: {input: 1, output: 1}}]}}\n";

    private static Changes.Whole whole(String yaml) {
        ConfigResult result = ConfigReader.parse(yaml, Path.of("/srv"), Map.of());
        if (!(result instanceof ConfigResult.Valid(Config config))) {
            throw new AssertionError(result);
        }
        return new Changes.Whole(
                config,
                ProviderAccess.of(
                        OperatorCatalog.lay(NOTHING, config).catalog(), config, Map.of()));
    }

    private static Changes changes(String before, String after) {
        return Changes.between(whole(before).config(), whole(before), whole(after));
    }

    @Test
    void theSameFileReadTwiceChangesNothing() {
        assertThat(changes(ONE, ONE)).isEqualTo(new Changes(List.of(), List.of(), List.of()));
    }

    @Test
    void anotherKeyAnotherAddressAndAnotherPriceChangeTheirProviderAndNoKeyIsTold() {
        for (String after :
                List.of(
                        ONE.replace("first-key", "second-key"),
                        ONE.replace("127.0.0.1:1", "127.0.0.1:2"),
                        ONE.replace("output: 1}", "output: 2}"))) {
            Changes changes = changes(ONE, after);
            assertThat(changes.lists())
                    .containsExactly(
                            new Changes.Listed("providers", List.of(), List.of(), List.of("mine")));
            assertThat(changes.toString()).doesNotContain("key");
        }
    }

    @Test
    void whatComesAndGoesIsNamed() {
        String more =
                """
                keys: [{name: k, key: abcdefgh}]
                accounts: [{id: a, balance: prepaid}]
                price_books: [{name: b, margin_percent: 1}]
                """;
        Changes changes = changes(more, ONE);
        assertThat(changes.lists())
                .extracting(Changes.Listed::kind)
                .containsExactly("providers", "models", "keys", "accounts", "price_books");
        assertThat(changes.lists().getFirst().added()).containsExactly("mine");
        assertThat(changes.lists().getLast().removed()).containsExactly("b");
    }

    @Test
    void whatNeedsARestartIsMeasuredFromTheStart() {
        Changes.Whole started = whole("");
        Changes.Whole other = whole("durability: relaxed\nshutdown: {drain: 1m}\n");
        assertThat(Changes.between(started.config(), started, other).settings())
                .containsExactly("shutdown");
        assertThat(Changes.between(started.config(), other, other).needRestart())
                .as("still so with the next reload")
                .containsExactly("durability");
        assertThat(Changes.between(started.config(), other, started).needRestart()).isEmpty();
    }
}
