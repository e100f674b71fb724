package dev.glance.build;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.Json;
import java.util.List;
import java.util.stream.Collectors;

/** JSON on a JVM. */
public final class JsonText implements Json {
    private final JsonValue value;

    private JsonText(JsonValue value) {
        this.value = value;
    }

    /** Reads a text. */
    public static Json parse(String text) {
        return new JsonText(com.eclipsesource.json.Json.parse(text));
    }

    @Override
    public Kind kind() {
        return value.isObject() ? Kind.OBJECT : value.isArray() ? Kind.ARRAY : value.isString() ? Kind.STRING
                : value.isNumber() ? Kind.NUMBER : value.isBoolean() ? Kind.BOOLEAN : Kind.NULL;
    }

    @Override
    public List<String> names() {
        require(value.isObject());
        return value.asObject().names();
    }

    @Override
    public Json get(String name) {
        require(value.isObject());
        JsonObject object = value.asObject();
        return object.get(name) == null || object.get(name).isNull() ? null : new JsonText(object.get(name));
    }

    @Override
    public List<Json> items() {
        require(value.isArray());
        return value.asArray().values().stream().map(JsonText::new).collect(Collectors.toList());
    }

    @Override
    public String string() {
        require(value.isString());
        return value.asString();
    }

    @Override
    public double number() {
        require(value.isNumber());
        return value.asDouble();
    }

    @Override
    public boolean bool() {
        require(value.isBoolean());
        return value.asBoolean();
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a value of another kind");
        }
    }
}
