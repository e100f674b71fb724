package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that TensorFlow.js loads, letter by letter. */
class TopologyTest {
    private final Topology topology = new Topology();

    private String attribute() {
        String json = topology.json();
        String before = "{\"node\":[{\"name\":\"n\",\"op\":\"Op\",\"input\":[],\"attr\":{";
        String after = "}}],\"library\":{},\"versions\":{}}";
        assertEquals(before, json.substring(0, before.length()));
        assertEquals(after, json.substring(json.length() - after.length()));
        return json.substring(before.length(), json.length() - after.length());
    }

    @Test
    void withoutNodesItIsEmpty() {
        assertEquals("{\"node\":[],\"library\":{},\"versions\":{}}", topology.json());
    }

    @Test
    void nodesNameTheirInputs() {
        topology.node("a", "One").node("b", "Two", "a").node("c", "Three", "a", "b");
        assertEquals("{\"node\":[{\"name\":\"a\",\"op\":\"One\",\"input\":[],\"attr\":{}},"
                + "{\"name\":\"b\",\"op\":\"Two\",\"input\":[\"a\"],\"attr\":{}},"
                + "{\"name\":\"c\",\"op\":\"Three\",\"input\":[\"a\",\"b\"],\"attr\":{}}],"
                + "\"library\":{},\"versions\":{}}", topology.json());
    }

    @Test
    void attributesFollowTheirNode() {
        topology.node("n", "Op").type("T", "DT_FLOAT").integer("num", 12).bool("yes", true);
        assertEquals("\"T\":{\"type\":\"DT_FLOAT\"},\"num\":{\"i\":\"12\"},\"yes\":{\"b\":true}", attribute());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAME", "VALID", "NHWC", "BiasAdd", "Relu", "Relu6"})
    void wordsAreInBase64(String word) {
        topology.node("n", "Op").string("s", word);
        assertEquals("\"s\":{\"s\":\"" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.US_ASCII)) + "\"}",
                attribute());
    }

    @Test
    void otherWordsAreRefused() {
        topology.node("n", "Op");
        assertThrows(IllegalArgumentException.class, () -> topology.string("s", "Elu"));
    }

    @Test
    void textIsInBase64() {
        topology.node("n", "Op").string("s", "SAME").strings("none").strings("one", "Relu").strings("two", "BiasAdd", "Relu");
        assertEquals("\"s\":{\"s\":\"U0FNRQ==\"},\"none\":{\"list\":{\"s\":[]}},\"one\":{\"list\":{\"s\":[\"UmVsdQ==\"]}},"
                + "\"two\":{\"list\":{\"s\":[\"Qmlhc0FkZA==\",\"UmVsdQ==\"]}}", attribute());
    }

    @Test
    void integersAreText() {
        topology.node("n", "Op").ints("none").ints("one", -1).ints("two", 2, 3);
        assertEquals("\"none\":{\"list\":{\"i\":[]}},\"one\":{\"list\":{\"i\":[\"-1\"]}},"
                + "\"two\":{\"list\":{\"i\":[\"2\",\"3\"]}}", attribute());
    }

    @Test
    void shapesAreListsOfDimensions() {
        topology.node("n", "Op").shape("scalar").tensor("value", "DT_INT32", 2).shape("shape", -1, 5);
        assertEquals("\"scalar\":{\"shape\":{\"dim\":[]}},\"value\":{\"tensor\":{\"dtype\":\"DT_INT32\",\"tensorShape\":{\"dim\":[{\"size\":\"2\"}]}}},"
                + "\"shape\":{\"shape\":{\"dim\":[{\"size\":\"-1\"},{\"size\":\"5\"}]}}", attribute());
    }
}
