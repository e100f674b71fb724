package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Java of the tests, compiled to a script that calls its main at once. */
final class ProbeScript {
    private ProbeScript() {
    }

    static String compile(Class<?> main) throws TeaVMToolException, IOException {
        Path folder = Folders.OWN.resolve("probes");
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setJsModuleType(JSModuleType.UMD);
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName(main.getSimpleName() + ".js");
        tool.setMainClass(main.getName());
        tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
        tool.setClassLoader(ProbeScript.class.getClassLoader());
        tool.generate();
        assertEquals("", tool.getProblemProvider().getProblems().stream().map(problem -> problem.getText() + " "
                + problem.getLocation()).collect(Collectors.joining("\n")));
        return "(function(){var exports={};var define;" + Files.readString(folder.resolve(main.getSimpleName() + ".js"))
                + "\nexports.main([]);})();";
    }
}
