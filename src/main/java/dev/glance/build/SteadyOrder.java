package dev.glance.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.teavm.dependency.AbstractDependencyListener;
import org.teavm.dependency.DependencyAgent;
import org.teavm.dependency.DependencyAnalyzer;
import org.teavm.dependency.MethodDependency;
import org.teavm.hppc.HashContainers;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Makes TeaVM compile the same classes to the same bytes. TeaVM 0.16.0 keeps nodes of its analysis in a HashSet by their
 * identity hashes, and walks sets of HPPC in an order that depends on how many sets the process has made before; with
 * those the order of the classes, the names and the strings of the script differ from run to run. Before TeaVM loads the
 * class with the first it is given that class with a LinkedHashSet instead, and the count begins anew with each
 * method that is found. TeaVM finds this plugin by {@code META-INF/services}. SameBytesIT tells whether it is needed and works.
 */
public final class SteadyOrder implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        try {
            orderNodes();
            AtomicInteger count = (AtomicInteger) MethodHandles.privateLookupIn(HashContainers.class, MethodHandles.lookup())
                    .findStaticVarHandle(HashContainers.class, "ITERATION_SEED", AtomicInteger.class).get();
            host.add(new AbstractDependencyListener() {
                @Override
                public void methodReached(DependencyAgent agent, MethodDependency method) {
                    count.set(0);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void orderNodes() throws IOException, IllegalAccessException {
        try (InputStream file = DependencyAnalyzer.class.getResourceAsStream("TypeSet.class")) {
            // Names in a class file follow a 1 and their length in two bytes.
            String patched = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("\1\0\21java/util/HashSet", "\1\0\27java/util/LinkedHashSet");
            MethodHandles.privateLookupIn(DependencyAnalyzer.class, MethodHandles.lookup())
                    .defineClass(patched.getBytes(StandardCharsets.ISO_8859_1));
        } catch (LinkageError e) {
            // An earlier compilation of this process has given it already.
        }
    }
}
