package dev.junctor.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.config.OperatorCatalog;
import dev.junctor.server.config.ProviderAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key goes to the address that it was configured with. */
final class ProviderDoorsTest {
    private static ProviderAccess providers(String slug, String url, String key) {
        String yaml =
                "providers: {%s: {dialect: openai-chat, base_url: '%s', api_key: %s, models:"
                                .formatted(slug, url, key)
                        + " [{id: acme/a, context: 9, max_output: 9, price: {input: 1, output: 1}}]}}";
        ConfigResult result = ConfigReader.parse(yaml, Path.of("/srv"), Map.of());
        if (!(result instanceof ConfigResult.Valid(Config config))) {
            throw new AssertionError(result);
        }
        Catalog nothing = Catalog.of(List.of(), List.of(), List.of());
        return ProviderAccess.of(OperatorCatalog.lay(nothing, config).catalog(), config, Map.of());
    }

    private static Provider only(ProviderAccess providers) {
        return providers.catalog().endpoints().getFirst().provider();
    }

    private static ProviderHeads.Head head(ProviderHeads heads, Provider provider) {
        return heads.to(provider, "openai-chat", "/chat/completions", Map.of());
    }

    private static String opens(ProviderDoors doors, Provider provider) {
        int port = head(new ProviderHeads(doors, "lab"), provider).origin().port();
        return port + " " + doors.to(provider).key().reveal();
    }

    @Test
    void aRequestOfBeforeKeepsItsKeyAndItsAddress() {
        ProviderAccess before = providers("mine", "http://127.0.0.1:1/v1", "first");
        ProviderAccess after = providers("mine", "http://127.0.0.1:2/v1", "second");
        ProviderAccess other = providers("other", "http://127.0.0.1:3/v1", "third");
        ProviderDoors doors = new ProviderDoors(before);
        for (ProviderAccess next : List.of(after, other)) {
            doors.use(next);
            assertThat(opens(doors, only(before))).isEqualTo("1 first");
        }
        assertThat(opens(doors, only(after))).isEqualTo("2 second");
        assertThat(opens(doors, only(other))).isEqualTo("3 third");
    }

    @Test
    void ofEqualProvidersWithTwoKeysEachHasItsOwn() {
        ProviderAccess before = providers("mine", "http://127.0.0.1:1/v1", "first");
        ProviderAccess after = providers("mine", "http://127.0.0.1:1/v1", "second");
        assertThat(only(before)).isEqualTo(only(after));
        ProviderDoors doors = new ProviderDoors(before);
        ProviderHeads heads = new ProviderHeads(doors, "lab");
        ProviderHeads.Head first = head(heads, only(before));
        assertThat(opens(doors, only(before))).isEqualTo("1 first");
        doors.use(after);
        assertThat(head(heads, only(after))).isNotSameAs(first);
        assertThat(opens(doors, only(after))).isEqualTo("1 second");
        assertThat(opens(doors, only(before))).isEqualTo("1 first");
    }

    @Test
    void nobodyElseIsSentAnything() {
        ProviderDoors doors =
                new ProviderDoors(providers("mine", "http://127.0.0.1:1/v1", "first"));
        Provider stranger = only(providers("mine", "http://127.0.0.1:9/v1", "first"));
        assertThatThrownBy(() -> doors.to(stranger)).isInstanceOf(IllegalStateException.class);
    }
}
