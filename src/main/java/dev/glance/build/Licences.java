package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the site contains of others, with versions, holders and licences: LICENSES.txt. */
final class Licences {
    private static final String APACHE = "Apache-2.0";
    private static final String MIT = """
            Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
            associated documentation files (the "Software"), to deal in the Software without restriction, including
            without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
            copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
            following conditions:

            The above copyright notice and this permission notice shall be included in all copies or substantial
            portions of the Software.

            THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
            LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
            EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
            IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE
            USE OR OTHER DEALINGS IN THE SOFTWARE.
            """;

    private Licences() {
    }

    /**
     * The text.
     *
     * @param npm    where the packages are installed
     * @param models the repository's models, with the notice of the labels beside them
     */
    static String text(Npm npm, Path models) throws IOException {
        StringBuilder text = new StringBuilder("""
                What this site contains
                =======================

                Glance itself, its pictures and its model: Apache-2.0.
                The published MobileNet models, where the site carries any: Google, Apache-2.0.

                """);
        for (String name : new String[] {"core", "converter", "backend-cpu", "backend-wasm", "backend-webgl",
            "backend-webgpu"}) {
            add(text, npm, "@tensorflow/tfjs-" + name, APACHE, "Google LLC");
        }
        add(text, npm, "@tensorflow/tfjs-layers", "Apache-2.0 AND MIT", "2018 Google LLC, after Keras");
        for (String name : new String[] {"core", "wasm-utils"}) {
            add(text, npm, "@litertjs/" + name, APACHE, "Google LLC");
        }
        add(text, npm, "long", APACHE, "Daniel Wirtz");
        add(text, npm, "seedrandom", "MIT", "2019 David Bau");
        text.append("TeaVM class library (compiled into the scripts), Alexey Andreev and others: Apache-2.0\n\n");
        text.append("Apache-2.0: https://www.apache.org/licenses/LICENSE-2.0\n\nMIT:\n\n").append(MIT).append('\n');
        text.append("Labels, from WordNet 3.0:\n\n").append(Files.readString(models.resolve("labels/NOTICE")));
        return text.toString();
    }

    private static void add(StringBuilder text, Npm npm, String name, String licence, String holder)
            throws IOException {
        JsonObject json = Json.parse(Files.readString(npm.module(name).resolve("package.json"))).asObject();
        if (!json.get("license").asString().equals(licence)) {
            throw new BuildException("npm's " + name + " is now under " + json.get("license").asString() + " instead of "
                    + licence + "; look at it, then mend Licences.java.");
        }
        text.append(name).append(' ').append(json.get("version").asString()).append(", Copyright ").append(holder)
                .append(": ").append(licence).append('\n');
    }
}
