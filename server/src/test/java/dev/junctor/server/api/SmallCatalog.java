package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.CatalogData;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Three models of three providers, with one of each fact that the API tells. */
final class SmallCatalog {
    private static final Map<String, String> FILES =
            Map.of(
                    "models/acme/gpt-1.json",
                    """
                    {"id": "acme/gpt-1", "name": "Acme GPT 1", "family": "gpt", "released": "2026-01-15",
                      "knowledge": "2025-02", "context": 128000, "max_output": 8192, "in": ["text", "image"],
                      "caps": ["tools", "tool_choice", "structured_output", "caching"],
                      "aliases": ["gpt-1-2026-01-15"], "quality": {"overall": 1300.5, "coding": 1250}}
                    """,
                    "models/acme/gpt-2.json",
                    """
                    {"id": "acme/gpt-2", "name": "Acme GPT 2", "family": "gpt", "released": "2026-11-01",
                      "context": 1000000, "caps": ["tools", "reasoning"],
                      "reasoning": {"efforts": ["low", "medium", "high"], "budget": true},
                      "quality": {"overall": 1400}}
                    """,
                    "models/zeta/tiny.json",
                    """
                    {"id": "zeta/tiny", "name": "Tiny"}
                    """,
                    "models/zeta/dream.json",
                    """
                    {"id": "zeta/dream", "name": "Dream", "out": ["image"]}
                    """,
                    "models/zeta/secret.json",
                    """
                    {"id": "zeta/secret", "name": "Priced by nobody"}
                    """,
                    "providers/acme.json",
                    """
                    {"id": "acme", "name": "Acme", "kind": "lab", "headquarters": "US", "env": ["ACME_API_KEY"],
                      "dialects": {"openai-chat": "https://api.acme.example/v1"},
                      "links": {"privacy": "https://acme.example/privacy"},
                      "endpoints": [
                        {"model": "acme/gpt-1", "upstream": "gpt-1", "refused": ["logit_bias"],
                          "price": {"input": 2.5, "output": 10, "cache_read": 0.625, "reasoning": 12,
                            "tiers": [{"above": 64000, "input": 5, "output": 15}],
                            "windows": [{"hours": ["22:30-06:00"], "days": [1, 2], "input": 1}],
                            "unit": {"request": 0.01, "web_search": 0.025}}},
                        {"model": "acme/gpt-2", "upstream": "gpt-2",
                          "price": {"input": 5, "output": 25, "cache_read": 0.5, "cache_write": 6.25}}]}
                    """,
                    "providers/budget.json",
                    """
                    {"id": "budget", "name": "Budget Host", "kind": "host", "env": ["BUDGET_API_KEY"],
                      "dialects": {"openai-chat": "https://budget.example/v1"},
                      "quirks": {"dropped": ["seed"]}, "data_policy": {"zero_retention": "yes"},
                      "endpoints": [
                        {"model": "acme/gpt-1", "upstream": "a/gpt-1-turbo", "tag": "budget/turbo", "region": "eu",
                          "quantization": "fp8", "context": 32000, "in": ["text"], "caps": ["tools"],
                          "price": {"input": 0.15, "output": 0.6}},
                        {"model": "zeta/tiny", "upstream": "tiny", "price": {"input": 0.000000001, "output": 0}},
                        {"model": "zeta/secret", "upstream": "secret"}]}
                    """,
                    "providers/foreign.json",
                    """
                    {"id": "foreign", "name": "Foreign", "kind": "lab", "env": ["FOREIGN_API_KEY"],
                      "dialects": {"openai-chat": "https://f.example/v1", "other-talk": "https://f.example/o"},
                      "endpoints": [
                        {"model": "zeta/tiny", "upstream": "tiny", "dialect": "other-talk",
                          "price": {"input": 1, "output": 1}},
                        {"model": "zeta/dream", "upstream": "dream", "type": "image",
                          "price": {"input": 1, "output": 1}}],
                      "retired": [{"id": "large", "on": "2026-01-31", "replacement": "tiny"}]}
                    """);

    private SmallCatalog() {}

    static Catalog read() {
        return read(FILES);
    }

    /** The same with one more provider. */
    static Catalog with(String slug, String provider) {
        Map<String, String> files = new TreeMap<>(FILES);
        files.put("providers/" + slug + ".json", provider);
        return read(files);
    }

    private static Catalog read(Map<String, String> files) {
        Map<String, byte[]> bytes = new TreeMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return CatalogData.read(bytes).catalog();
    }
}
