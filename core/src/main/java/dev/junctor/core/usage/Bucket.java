package dev.junctor.core.usage;

/** What can be counted and charged; the buckets are disjoint, so that nothing is billed twice. */
public enum Bucket {
    /** Prompt tokens of text that no cache had. */
    INPUT("input"),
    /** Prompt tokens read from the provider's prompt cache. */
    CACHE_READ("cache_read"),
    /** Prompt tokens written to the cache for the provider's shortest time. */
    CACHE_WRITE("cache_write"),
    /** Prompt tokens written to the cache for an hour. */
    CACHE_WRITE_1H("cache_write_1h"),
    /** Prompt tokens of audio. */
    AUDIO_IN("audio_in"),
    /** Prompt tokens of audio read from the cache. */
    CACHE_READ_AUDIO("cache_read_audio"),
    /** Prompt tokens of images. */
    IMAGE_IN("image_in"),
    /** Prompt tokens of video. */
    VIDEO_IN("video_in"),
    /** Completion tokens of text that the caller sees. */
    OUTPUT("output"),
    /** Completion tokens spent on reasoning. */
    REASONING("reasoning"),
    /** Completion tokens of audio. */
    AUDIO_OUT("audio_out"),
    /** Completion tokens of images. */
    IMAGE_OUT("image_out");

    private final String key;

    Bucket(String key) {
        this.key = key;
    }

    /** Its name in catalog files and bills. */
    public String key() {
        return key;
    }

    /** Whether it counts to the prompt, otherwise to the completion. */
    public boolean isPrompt() {
        return ordinal() < OUTPUT.ordinal();
    }
}
