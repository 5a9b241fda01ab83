package dev.junctor.server.config;

import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schema of {@code junctor.yaml}, for editors; made from what reads the file. */
public final class ConfigSchema {
    /** Name of the definition of a text with a variable in it, which may stand for any single value. */
    static final String VARIABLE = "variable";

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigSchema() {}

    /** The schema (2020-12), indented. */
    public static String json() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("title", "junctor.yaml");
        schema.setAll(ConfigShape.in(Path.of("")).schema());
        ObjectNode variable = schema.putObject("$defs").putObject(VARIABLE);
        variable.put("type", "string");
        variable.put("pattern", "\\$\\{" + Variables.NAME + "\\}");
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }
}
