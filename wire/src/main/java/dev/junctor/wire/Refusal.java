package dev.junctor.wire;

/**
 * Why a request is not served.
 *
 * @param target as far as it is known; empty otherwise
 */
record Refusal(int status, String message, String target) {}
