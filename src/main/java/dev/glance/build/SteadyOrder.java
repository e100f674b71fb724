package dev.glance.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import org.teavm.dependency.DependencyAnalyzer;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes TeaVM compile the same classes to the same bytes. TeaVM 0.16.0 keeps nodes of its analysis in a HashSet by their
 * identity hashes, which differ from run to run and with them the order of the classes, the names and the strings of the
 * script. Before TeaVM loads the class that does so, it is given that class with a LinkedHashSet instead. TeaVM finds this
 * plugin by {@code META-INF/services}. SameBytesIT tells whether it is needed and works.
 */
public final class SteadyOrder implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        try (InputStream file = DependencyAnalyzer.class.getResourceAsStream("TypeSet.class")) {
            // Names in a class file follow a 1 and their length in two bytes.
            String patched = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("\1\0\21java/util/HashSet", "\1\0\27java/util/LinkedHashSet");
            MethodHandles.privateLookupIn(DependencyAnalyzer.class, MethodHandles.lookup())
                    .defineClass(patched.getBytes(StandardCharsets.ISO_8859_1));
        } catch (LinkageError e) {
            // An earlier compilation of this process has given it already.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
