package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** The same classes give the same scripts, in another process, another folder and another order. */
class SameBytesIT {
    private static final Path SCRIPTS = Folders.TARGET.resolve("teavm");
    private static final Map<String, String> MAINS = Map.of("glance.js", "dev.glance.Main",
            "start/start.js", "dev.glance.Start", "bench/bench.js", "dev.glance.bench.Bench", "many/many.js", "dev.glance.Grid",
            "more/more.js", "dev.glance.More", "models/models.js", "dev.glance.Bring",
            "install/install.js", "dev.glance.Install", "offline/sw.js", "dev.glance.Offline",
            "inspect/inspect.js", "dev.glance.Inspect");

    @TempDir
    private Path folder;

    @Test
    void compiledOnceMoreTheScriptsHaveTheSameBytes() throws IOException, TeaVMToolException {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            assertEquals(new TreeSet<>(MAINS.keySet()), files.filter(Files::isRegularFile)
                    .map(file -> SCRIPTS.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        for (String script : List.of("offline/sw.js", "install/install.js", "more/more.js", "models/models.js", "inspect/inspect.js",
                "many/many.js", "bench/bench.js", "start/start.js", "glance.js")) {
            compile(script);
            assertEquals(-1, Files.mismatch(SCRIPTS.resolve(script), folder.resolve(script)), script + " differs");
        }
    }

    private void compile(String script) throws TeaVMToolException {
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setJsModuleType(JSModuleType.UMD);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setMainClass(MAINS.get(script));
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName(script);
        tool.setClassLoader(SameBytesIT.class.getClassLoader());
        tool.generate();
    }
}
