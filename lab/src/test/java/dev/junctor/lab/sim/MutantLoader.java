package dev.junctor.lab.sim;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Loads all of Junctor anew, with some classes taken from elsewhere. */
final class MutantLoader extends ClassLoader {
    private static final String OURS = "dev.junctor.";

    private final Map<String, byte[]> planted;

    /**
     * @param planted by their names, inner classes by theirs
     */
    MutantLoader(Map<String, byte[]> planted) {
        super(MutantLoader.class.getClassLoader());
        this.planted = Map.copyOf(planted);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = planted.getOrDefault(name, read(name));
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
