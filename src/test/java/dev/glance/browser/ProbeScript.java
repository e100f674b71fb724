package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Java of the tests, compiled to a script or to WebAssembly that calls its main at once. */
final class ProbeScript {
    private ProbeScript() {
    }

    static String compile(Class<?> main) throws TeaVMToolException, IOException {
        Path script = compile(main, TeaVMTargetType.JAVASCRIPT, ".js");
        return "(function(){var exports={};var define;" + Files.readString(script) + "\nexports.main([]);})();";
    }

    /** The same as WebAssembly: a script with a promise of it being loaded as its value. */
    static String compileToWasm(Class<?> main) throws TeaVMToolException, IOException {
        Path module = compile(main, TeaVMTargetType.WEBASSEMBLY_GC, ".wasm");
        try (InputStream runtime = TeaVM.class.getResourceAsStream("/org/teavm/backend/wasm/wasm-gc-runtime.js")) {
            return new String(runtime.readAllBytes(), StandardCharsets.UTF_8) + "\nTeaVM.wasmGC.load(Uint8Array.from(atob('"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(module))
                    + "'), c => c.charCodeAt(0)).buffer).then(loaded => { loaded.exports.main([]); });";
        }
    }

    private static Path compile(Class<?> main, TeaVMTargetType target, String ending) throws TeaVMToolException {
        Path folder = Folders.OWN.resolve("probes");
        String name = main.getSimpleName() + ending;
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(target);
        tool.setJsModuleType(JSModuleType.UMD);
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName(name);
        tool.setMainClass(main.getName());
        tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
        tool.setClassLoader(ProbeScript.class.getClassLoader());
        tool.generate();
        assertEquals("", tool.getProblemProvider().getProblems().stream().map(problem -> problem.getText() + " "
                + problem.getLocation()).collect(Collectors.joining("\n")));
        return folder.resolve(name);
    }
}
