package dev.junctor.server.cli;

import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.config.UpstreamProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks each provider that is set up for its list of models, which costs nothing, with our key. */
final class ReachCheck {
    private static final String TOPIC = "reach";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Stock stock;
    private final UpstreamProxy proxy;

    ReachCheck(Stock stock, UpstreamProxy proxy) {
        this.stock = stock;
        this.proxy = proxy;
    }

    /** All at once, each within five seconds. */
    List<Diagnosis> look() {
        List<Provider> asked =
                stock.enabled().providers().stream()
                        .filter(provider -> !Stock.spoken(provider).isEmpty())
                        .toList();
        List<Diagnosis> found = new ArrayList<>();
        try (HttpClient client = client();
                ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Diagnosis>> answers =
                    asked.stream()
                            .map(provider -> each.submit(() -> ask(client, provider)))
                            .toList();
            for (Future<Diagnosis> answer : answers) {
                found.add(answer.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
        return found;
    }

    private HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        switch (proxy) {
            case UpstreamProxy.Direct _ -> {}
            case UpstreamProxy.Http http ->
                    client.proxy(
                            ProxySelector.of(
                                    InetSocketAddress.createUnresolved(http.host(), http.port())));
        }
        return client.build();
    }

    private Diagnosis ask(HttpClient client, Provider provider) {
        String url = provider.dialects().getOrDefault(Stock.spoken(provider), "") + "/models";
        try {
            int status =
                    client.send(request(url, provider), BodyHandlers.discarding()).statusCode();
            return answered(provider, status);
        } catch (HttpTimeoutException late) {
            return unreachable(provider, "gave no answer within " + PATIENCE.toSeconds() + " s");
        } catch (IOException | IllegalArgumentException broken) {
            return unreachable(provider, "cannot be reached at " + url);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unreachable(provider, "was not waited for");
        }
    }

    private HttpRequest request(String url, Provider provider) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).GET();
        ProviderAccess.Access access =
                stock.access().getOrDefault(provider.slug(), ProviderAccess.Access.OPEN);
        String key = access.key().reveal();
        if (!key.isEmpty()) {
            switch (provider.authFor(Stock.spoken(provider))) {
                case BEARER, OTHER -> request.header("Authorization", "Bearer " + key);
                case API_KEY_HEADER -> request.header("api-key", key);
                case X_API_KEY_HEADER -> request.header("x-api-key", key);
                case X_GOOG_API_KEY_HEADER -> request.header("x-goog-api-key", key);
                case NONE -> {}
            }
        }
        proxyLogin().ifPresent(login -> request.header("Proxy-Authorization", login));
        provider.headers().forEach(request::header);
        access.headers().forEach((name, value) -> request.header(name, value.reveal()));
        return request.build();
    }

    /**
     * Java's client says it to the proxy only. That it may say it before a tunnel as well needs the property {@code
     * jdk.http.auth.tunneling.disabledSchemes} to be empty, which the launcher sees to.
     */
    private Optional<String> proxyLogin() {
        return switch (proxy) {
            case UpstreamProxy.Http http when http.hasLogin() -> {
                String login = http.user() + ":" + http.password().reveal();
                yield Optional.of(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            }
            case UpstreamProxy.Http _, UpstreamProxy.Direct _ -> Optional.empty();
        };
    }

    private static Diagnosis answered(Provider provider, int status) {
        if (status == 401 || status == 403) {
            return Diagnosis.problem(
                    TOPIC,
                    provider.slug(),
                    "answers, and refuses our key (" + status + ")",
                    "Check the key; make a new one on the provider's pages.");
        }
        if (status == 407) {
            return Diagnosis.problem(
                    TOPIC,
                    provider.slug(),
                    "cannot be reached: the proxy does not take our login (407)",
                    "Check user and password in proxy of junctor.yaml.");
        }
        if (status >= 500) {
            return Diagnosis.warning(
                    TOPIC,
                    provider.slug(),
                    "answers with an error (" + status + ")",
                    provider.links().getOrDefault("status", "").isEmpty()
                            ? "Wait; others are asked meanwhile."
                            : "See " + provider.links().get("status") + ".");
        }
        return Diagnosis.ok(
                TOPIC,
                provider.slug(),
                status < 300
                        ? "answers and takes our key"
                        : "answers (" + status + "); whether it takes our key is not known");
    }

    private static Diagnosis unreachable(Provider provider, String finding) {
        return Diagnosis.problem(
                TOPIC,
                provider.slug(),
                finding,
                "Check the network, or set proxy in junctor.yaml when one is needed.");
    }
}
