package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * LAPACK in Java finds its constants at their first use, and hangs if two threads come at once. So they must be there
 * before the first sketch is, in a JVM that has not used LAPACK yet: here a class loader of its own stands for one.
 */
class LapackStartTest {

    @Test
    void sketch_firstUseOfItsClass_hasLapacksConstantsReady() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(new File(entry).toURI().toURL());
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader fresh = new URLClassLoader(path.toArray(new URL[0]), platform)) {
            assertThat(isUnused(fresh)).isTrue();
            Class.forName(DependenceSketch.class.getName(), true, fresh);
            assertThat(isUnused(fresh)).isFalse();
        }
    }

    private static boolean isUnused(ClassLoader loader) throws ReflectiveOperationException {
        return Class.forName("org.netlib.lapack.Dlamch", true, loader)
                .getField("first")
                .getBoolean(null);
    }
}
