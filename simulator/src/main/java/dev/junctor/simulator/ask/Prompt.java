package dev.junctor.simulator.ask;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * The size of a prompt, and marks by which its beginning is known again.
 *
 * @param tokens all of them, images and audio included
 * @param imageTokens of images
 * @param audioTokens of audio
 * @param marks one for each full {@link #BLOCK} of text tokens, each of everything before it
 * @param marked how many of those end before the last {@code cache_control}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list would box each mark
public record Prompt(long tokens, long imageTokens, long audioTokens, long[] marks, int marked) {
    /** Tokens of a prefix that can be cached: it is cached in whole blocks. */
    public static final int BLOCK = 1_024;

    /** The same, of which only what ends before the last {@code cache_control} is cached. */
    public Prompt cachedAsMarked() {
        return new Prompt(tokens, imageTokens, audioTokens, Arrays.copyOf(marks, marked), marked);
    }

    /** Measures what was asked. */
    public static Prompt of(Ask ask) {
        Measure measure = new Measure(ask.endpoint().key());
        if (ask.form() == Ask.Form.TEXT) {
            JsonNode prompt = ask.body().path("prompt");
            if (prompt.isString()) {
                measure.text(prompt.stringValue());
            }
            prompt.forEach(each -> {
                if (each.isNumber()) {
                    measure.plus(1);
                } else {
                    measure.text(each.asString(""));
                }
            });
        } else {
            conversation(ask, measure);
        }
        return measure.done();
    }

    private static void conversation(Ask ask, Measure measure) {
        JsonNode tools = ask.body().path("tools");
        if (!tools.isMissingNode()) {
            measure.text(tools.toString());
            tools.forEach(measure::marked);
        }
        JsonNode schema = ask.body().path("response_format").path("json_schema");
        if (!schema.isMissingNode()) {
            measure.text(schema.toString());
        }
        for (JsonNode message : ask.messages()) {
            measure.message(message);
        }
        measure.plus(Measure.REPLY);
    }

    /** Adds up, in the order in which a model reads. */
    private static final class Measure {
        /** What opens the answer. */
        static final int REPLY = 3;

        private static final int EACH_MESSAGE = 3;
        private static final int IMAGE_LOW = 85;
        private static final int IMAGE = 765;
        private static final int VIDEO = 2_580;
        private static final int BYTES_OF_AUDIO = 3_200;
        private static final int BYTES_OF_FILE = 16;

        private long tokens;
        private long images;
        private long audio;
        private long textTokens;
        private long hash;
        private long[] marks = new long[4];
        private int blocks;
        private int marked;

        Measure(String salt) {
            this.hash = salt.hashCode();
        }

        void plus(long count) {
            tokens += count;
        }

        void message(JsonNode message) {
            plus(EACH_MESSAGE);
            text(message.path("role").asString(""));
            text(message.path("name").asString(""));
            JsonNode content = message.path("content");
            if (content.isString()) {
                text(content.stringValue());
            } else {
                content.forEach(this::part);
            }
            JsonNode calls = message.path("tool_calls");
            if (calls.isArray()) {
                text(calls.toString());
            }
        }

        private void part(JsonNode part) {
            switch (part.path("type").asString("")) {
                case "image_url" -> {
                    JsonNode image = part.path("image_url");
                    int size = image.path("detail").asString("").equals("low") ? IMAGE_LOW : IMAGE;
                    images += size;
                    plus(size);
                    mix(image.toString());
                }
                case "input_audio" -> {
                    String data = part.path("input_audio").path("data").asString("");
                    long size = 1 + data.length() * 3L / 4 / BYTES_OF_AUDIO;
                    audio += size;
                    plus(size);
                    mix(data);
                }
                case "video_url", "input_video" -> {
                    plus(VIDEO);
                    mix(part.toString());
                }
                case "file" -> {
                    String data = part.path("file").path("file_data").asString("");
                    plus(1 + data.length() * 3L / 4 / BYTES_OF_FILE);
                    mix(data);
                }
                default -> text(part.path("text").asString(""));
            }
            marked(part);
        }

        void marked(JsonNode part) {
            if (part.path("cache_control").isObject()) {
                marked = blocks;
            }
        }

        void text(String text) {
            for (int from = 0; from < text.length(); ) {
                int to = Tokens.end(text, from);
                for (int i = from; i < to; i++) {
                    hash = hash * 0x9E3779B97F4A7C15L + text.charAt(i) + 1;
                }
                from = to;
                tokens++;
                if (++textTokens % BLOCK == 0) {
                    mark();
                }
            }
            mix("");
        }

        private void mix(String data) {
            hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L + data.hashCode();
        }

        private void mark() {
            if (blocks == marks.length) {
                marks = Arrays.copyOf(marks, blocks * 2);
            }
            marks[blocks++] = hash;
        }

        Prompt done() {
            return new Prompt(tokens, images, audio, Arrays.copyOf(marks, blocks), marked);
        }
    }
}
