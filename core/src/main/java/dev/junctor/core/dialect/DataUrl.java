package dev.junctor.core.dialect;

import dev.junctor.core.chat.Source;

/** {@code data:image/png;base64,…} (RFC 2397): content that stands where an address could. */
public final class DataUrl {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    private DataUrl() {}

    /** The content where the text is such an address, otherwise a place on the web. */
    public static Source source(String url) {
        int comma = url.indexOf(',');
        if (!url.startsWith(SCHEME) || comma < 0) {
            return new Source.Web(url, "");
        }
        String head = url.substring(SCHEME.length(), comma);
        int mark = head.indexOf(BASE64);
        if (mark < 0) {
            return new Source.Web(url, "");
        }
        return new Source.Inline(head.substring(0, mark), standard(url.substring(comma + 1)));
    }

    /** The address that holds the content. */
    public static String of(Source.Inline source, String otherwise) {
        String type = source.mediaType().isEmpty() ? otherwise : source.mediaType();
        return SCHEME + type + BASE64 + "," + standard(source.base64());
    }

    /** Base64 in its standard alphabet; what already is stays as it was written. */
    public static String standard(String base64) {
        boolean other = false;
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            boolean shared = c < 128 && (Character.isLetterOrDigit(c) || c == '=');
            if (!shared && c != '-' && c != '_') {
                return base64; // standard, or no base64 at all
            }
            other |= !shared;
        }
        if (!other) {
            return base64;
        }
        StringBuilder text = new StringBuilder(base64.replace('-', '+').replace('_', '/'));
        while (text.length() % 4 != 0) {
            text.append('=');
        }
        return text.toString();
    }
}
