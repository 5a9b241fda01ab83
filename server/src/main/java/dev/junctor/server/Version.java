package dev.junctor.server;

/** Which version this is. */
final class Version {
    /** The number, from the jar; {@code development} when classes are not run from one. */
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String number = Version.class.getPackage().getImplementationVersion();
        return number == null ? "development" : number;
    }
}
