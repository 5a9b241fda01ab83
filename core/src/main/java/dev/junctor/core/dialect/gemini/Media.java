package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import java.util.Locale;
import java.util.Map;

/** Pictures, sounds, films and documents, which differ by their type alone: {@code image/png}, {@code audio/wav}. */
final class Media {
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("heic", "image/heic"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("html", "text/html"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("webm", "video/webm"));

    private Media() {}

    /** The part of a type. A place on the web that says no type is a film, for only those may leave it out. */
    static Part part(String type, String name, Source source) {
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("image/")) {
            return new Part.Image(source, "", Aside.NONE);
        }
        if (kind.startsWith("audio/")) {
            return new Part.Audio(source, "", Aside.NONE);
        }
        if (kind.startsWith("video/") || (kind.isEmpty() && source instanceof Source.Web)) {
            return new Part.Video(source, Aside.NONE);
        }
        return new Part.Document(source, name, Aside.NONE);
    }

    /** The type of what lies at an address, by its ending. */
    static String type(Source.Web web, String otherwise) {
        if (!web.mediaType().isEmpty()) {
            return web.mediaType();
        }
        String path = web.url().split("[?#]", 2)[0];
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, otherwise);
    }

    /** A word for sounds that others write short. */
    static String type(Source.Inline inline, String otherwise) {
        return switch (inline.mediaType()) {
            case "" -> otherwise;
            case "audio/mp3" -> "audio/mpeg";
            default -> inline.mediaType();
        };
    }
}
