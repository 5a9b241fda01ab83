package dev.junctor.core.dialect.gemini;

import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code usageMetadata}. */
final class UsageWriter {
    private UsageWriter() {}

    static ObjectNode of(Usage usage) {
        long cached = usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        long thoughts = usage.tokens(Bucket.REASONING);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("promptTokenCount", usage.promptTokens());
        json.put("candidatesTokenCount", usage.completionTokens() - thoughts);
        if (thoughts > 0) {
            json.put("thoughtsTokenCount", thoughts);
        }
        if (cached > 0) {
            json.put("cachedContentTokenCount", cached);
        }
        json.put("totalTokenCount", usage.promptTokens() + usage.completionTokens());
        long audio = usage.tokens(Bucket.AUDIO_IN) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        long image = usage.tokens(Bucket.IMAGE_IN);
        long video = usage.tokens(Bucket.VIDEO_IN);
        details(json, "promptTokensDetails", usage.promptTokens(), audio, image, video);
        long audioRead = usage.tokens(Bucket.CACHE_READ_AUDIO);
        details(json, "cacheTokensDetails", cached, audioRead, 0, 0);
        details(
                json,
                "candidatesTokensDetails",
                usage.completionTokens() - thoughts,
                usage.tokens(Bucket.AUDIO_OUT),
                usage.tokens(Bucket.IMAGE_OUT),
                0);
        return json;
    }

    /** The split by modality, where there is more than text. */
    private static void details(
            ObjectNode json, String name, long all, long audio, long image, long video) {
        if (audio + image + video == 0) {
            return;
        }
        ArrayNode list = json.putArray(name);
        detail(list, "TEXT", all - audio - image - video);
        detail(list, "AUDIO", audio);
        detail(list, "IMAGE", image);
        detail(list, "VIDEO", video);
    }

    private static void detail(ArrayNode list, String modality, long count) {
        if (count > 0) {
            list.addObject().put("modality", modality).put("tokenCount", count);
        }
    }
}
