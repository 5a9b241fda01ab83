package dev.junctor.core.chat;

import java.util.List;

/** Where the content of an image, a sound, a film or a document is. */
public sealed interface Source {
    /**
     * In the request itself.
     *
     * <p>OpenAI: a {@code data:} URL, or {@code data} with {@code format}. Anthropic: {@code base64}. Gemini: {@code
     * inlineData}, where base64url becomes standard base64 for others.
     *
     * @param mediaType as {@code image/png}; empty when it was not said
     * @param base64 as it was written
     */
    record Inline(String mediaType, String base64) implements Source {
        /** Prints no content. */
        @Override
        public String toString() {
            return mediaType + ", " + base64.length() + " characters";
        }
    }

    /**
     * On the web. OpenAI: {@code image_url.url}, {@code file_url}. Anthropic: {@code url}. Gemini: {@code
     * fileData.fileUri}.
     *
     * @param mediaType empty when it was not said
     */
    record Web(String url, String mediaType) implements Source {
        /** Prints no content: an address can hold a key. */
        @Override
        public String toString() {
            return "web";
        }
    }

    /** A file that lies at the provider under an id: OpenAI's {@code file_id}, Anthropic's {@code file}. */
    record Stored(String id, String mediaType) implements Source {}

    /** Plain text as a document. Anthropic: {@code {"type": "text"}}; others take it as a text part. */
    record Plain(String text) implements Source {
        /** Prints no content. */
        @Override
        public String toString() {
            return text.length() + " characters";
        }
    }

    /** A document in parts that can be cited one by one. Anthropic: {@code {"type": "content"}}. */
    record Parts(List<Part> parts) implements Source {
        public Parts {
            parts = List.copyOf(parts);
        }
    }
}
