package dev.junctor.server.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Takes files and folders from other users, where the file system knows of users. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Only the owner may read and write the file. */
    public static void file(Path file) throws IOException {
        set(file, "rw-------");
    }

    /** Only the owner may look into the folder and change it. */
    public static void folder(Path folder) throws IOException {
        set(folder, "rwx------");
    }

    private static void set(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
