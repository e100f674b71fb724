package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.glance.Folders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven Central asks of a pom, and what ours asks of those who use it.
 *
 * @see <a href="https://central.sonatype.org/publish/requirements/">Requirements</a>
 */
class PomTest {
    private Document pom;

    @BeforeEach
    void read() throws IOException, ParserConfigurationException, SAXException {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Folders.PROJECT.resolve("pom.xml").toFile());
    }

    private String text(String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name",
        "licenses/license/url", "developers/developer/name", "developers/developer/organization",
        "developers/developer/organizationUrl", "scm/connection", "scm/developerConnection", "scm/url"})
    void mavenCentralFindsWhatItAsksFor(String path) throws XPathExpressionException {
        String text = text("/project/" + path);
        assertFalse(text.isEmpty() || text.contains("${"), path + " is \"" + text + "\"");
    }

    @Test
    void theVersionIsARelease() throws XPathExpressionException {
        assertFalse(text("/project/version").endsWith("-SNAPSHOT"));
    }

    @Test
    void everythingComesFromMavenCentral() throws XPathExpressionException {
        assertEquals("", text("/project/repositories") + text("/project/pluginRepositories"));
    }

    /** Whoever uses the library gets no other. */
    @Test
    void nothingIsForcedOnWhoUsesIt() throws XPathExpressionException {
        NodeList all = (NodeList) XPathFactory.newInstance().newXPath().evaluate("/project/dependencies/dependency", pom,
                XPathConstants.NODESET);
        List<String> forced = new ArrayList<>();
        for (int i = 1; i <= all.getLength(); i++) {
            String path = "/project/dependencies/dependency[" + i + "]/";
            String scope = text(path + "scope");
            if (!scope.equals("provided") && !scope.equals("test") && !text(path + "optional").equals("true")) {
                forced.add(text(path + "artifactId"));
            }
        }
        assertEquals(List.of(), forced);
        assertFalse(all.getLength() == 0);
    }
}
