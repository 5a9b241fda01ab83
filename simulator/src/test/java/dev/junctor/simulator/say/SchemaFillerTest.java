package dev.junctor.simulator.say;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The judge of validity is a validator that is not ours. */
final class SchemaFillerTest {
    private static final List<String> SCHEMAS =
            List.of(
                    "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":"
                            + "\"string\"},\"unit\":{\"type\":"
                            + "\"string\",\"enum\":[\"c\",\"f\"]}},\"required\":"
                            + "[\"city\",\"unit\"],"
                            + "\"additionalProperties\":false}",
                    "{\"type\":\"object\",\"properties\":{\"age\":{\"type\":"
                            + "\"integer\",\"minimum\":18,"
                            + "\"maximum\":21},\"score\":{\"type\":\"number\","
                            + "\"exclusiveMinimum\":0,"
                            + "\"exclusiveMaximum\":1},\"step\":{\"type\":\"integer\","
                            + "\"multipleOf\":7,"
                            + "\"minimum\":10},\"half\":{\"type\":\"number\",\"multipleOf\":0.5,"
                            + "\"minimum\":1.2,\"maximum\":2.2},\"low\":{\"type\":"
                            + "\"number\",\"maximum\":-5}}}",
                    "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"enum\":"
                            + "[\"a\",\"b\",\"c\"]},"
                            + "\"minItems\":3,\"maxItems\":3,\"uniqueItems\":true}",
                    "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"integer\"},{"
                            + "\"const\":\"x\"}],"
                            + "\"items\":false,\"minItems\":2}",
                    "{\"$ref\":\"#/$defs/tree\",\"$defs\":{\"tree\":{\"type\":"
                            + "\"object\",\"properties\":"
                            + "{\"name\":{\"type\":\"string\"},\"children\":{\"type\":"
                            + "\"array\",\"items\":"
                            + "{\"$ref\":\"#/$defs/tree\"}}},\"required\":[\"name\",\"children\"],"
                            + "\"additionalProperties\":false}}}",
                    "{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{"
                            + "\"$ref\":\"#\"},{\"type\":"
                            + "\"null\"}]}},\"required\":[\"next\"]}",
                    "{\"type\":\"object\",\"properties\":{\"kind\":{\"anyOf\":[{"
                            + "\"type\":\"null\"},{\"type\":"
                            + "\"object\",\"properties\":{\"a\":{\"const\":5}},"
                            + "\"required\":[\"a\"]}]},"
                            + "\"maybe\":{\"type\":[\"null\",\"boolean\"]}},"
                            + "\"required\":[\"kind\",\"maybe\"]}",
                    "{\"allOf\":[{\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
                            + "\"string\"}},\"required\":"
                            + "[\"a\"]},{\"properties\":{\"b\":{\"type\":"
                            + "\"integer\"}},\"required\":[\"b\"]}]}",
                    "{\"oneOf\":[{\"type\":\"string\",\"maxLength\":3},{\"type\":\"integer\"}]}",
                    "{\"type\":\"string\",\"minLength\":300}",
                    "{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}-\\\\d{4}(-[a-f0-9]+)?$\"}",
                    "{\"type\":\"string\",\"pattern\":\"^(?:red|green|blue)$\"}",
                    "{\"type\":\"string\",\"pattern\":\"^[^@\\\\s]+@[\\\\w.]+\\\\.com$"
                            + "\",\"minLength\":10}",
                    "{\"type\":\"string\",\"pattern\":\"^\\\\+?[1-9]\\\\d{1,14}$\"}",
                    "{\"type\":\"object\",\"additionalProperties\":{\"type\":"
                            + "\"integer\"},\"minProperties\":2}",
                    "{\"type\":\"object\",\"properties\":{\"date\":{\"type\":"
                            + "\"string\",\"format\":\"date\"},"
                            + "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},"
                            + "\"id\":{\"type\":\"string\","
                            + "\"format\":\"uuid\"},\"mail\":{\"type\":\"string\","
                            + "\"format\":\"email\"},\"ip\":"
                            + "{\"type\":\"string\",\"format\":\"ipv4\"},\"page\":{"
                            + "\"type\":\"string\",\"format\":"
                            + "\"uri\"},\"time\":{\"type\":\"string\",\"format\":"
                            + "\"time\"},\"host\":{\"type\":"
                            + "\"string\",\"format\":\"hostname\"},\"six\":{\"type\":"
                            + "\"string\",\"format\":"
                            + "\"ipv6\"},\"span\":{\"type\":\"string\",\"format\":\"duration\"}}}",
                    "{\"enum\":[1,\"two\",null]}",
                    "{\"const\":{\"a\":[1]}}",
                    "true",
                    "{}");

    private static final List<String> SAID =
            List.of(
                    "",
                    "What is the weather in New York City at 20 degrees, 0.5 inches, -7 and 1e99?",
                    "Is \"Alpha Centauri\" red, green or B?",
                    "日本語で 😀 3.14159265358979323846");

    @Test
    void what_is_filled_in_is_valid_whatever_was_said_and_drawn() {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (String text : SCHEMAS) {
            JsonNode node = JsonMapper.shared().readTree(text);
            Schema schema = registry.getSchema(node);
            for (String said : SAID) {
                for (long seed = 0; seed < 50; seed++) {
                    JsonNode data =
                            SchemaFiller.fill(node, Topic.of(said), Chance.of(seed, "test"));
                    List<Error> errors =
                            schema.validate(
                                    data,
                                    context ->
                                            context.executionConfig(config ->
                                                    config.formatAssertionsEnabled(true)));
                    assertThat(errors)
                            .as("seed %s, said %s, schema %s, data %s", seed, said, text, data)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void what_the_user_said_is_taken_where_it_fits() {
        JsonNode schema =
                JsonMapper.shared()
                        .readTree(
                                "{\"type\":\"object\",\"properties\":{\"city\":{"
                                        + "\"type\":\"string\"},\"days\":"
                                        + "{\"type\":\"integer\",\"maximum\":10},"
                                        + "\"unit\":{\"enum\":[\"celsius\","
                                        + "\"fahrenheit\"]}}}");
        for (long seed = 0; seed < 20; seed++) {
            JsonNode data =
                    SchemaFiller.fill(
                            schema,
                            Topic.of("The weather in Oslo for 4 days, in fahrenheit"),
                            Chance.of(seed));
            assertThat(data.toString())
                    .isEqualTo("{\"city\":\"Oslo\",\"days\":4,\"unit\":\"fahrenheit\"}");
        }
    }

    @Test
    void schemas_that_cannot_be_met_or_never_end_still_give_something() {
        for (String text :
                List.of(
                        "{\"$ref\":\"#\"}",
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}},"
                                + "\"required\":[\"a\"]}",
                        "{\"type\":\"integer\",\"minimum\":5,\"maximum\":4}",
                        "{\"type\":\"integer\",\"exclusiveMinimum\":1,\"exclusiveMaximum\":2}",
                        "{\"type\":\"string\",\"minLength\":5,\"maxLength\":2}",
                        "{\"type\":\"string\",\"pattern\":\"(((((((((([\"}",
                        "{\"type\":\"string\",\"pattern\":\"(?=x)y{99999}\"}",
                        "{\"type\":\"number\",\"minimum\":1e300,\"multipleOf\":1e-300}",
                        "{\"$ref\":\"#/nowhere/%zz\"}",
                        "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}",
                        "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}",
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"},"
                                + "\"b\":{\"$ref\":\"#\"},"
                                + "\"c\":{\"$ref\":\"#\"}},\"required\":[\"a\",\"b\",\"c\"]}",
                        "{\"type\":\"number\",\"minimum\":1e999}",
                        "{\"type\":\"string\",\"minLength\":2000000000}",
                        "{\"type\":\"string\",\"pattern\":\"((((a*)*)*)*)*\"}",
                        "{\"type\":\"array\",\"minItems\":100000000}",
                        "{\"type\":\"object\",\"minProperties\":100000000}")) {
            JsonNode schema = JsonMapper.shared().readTree(text);
            assertThat(SchemaFiller.fill(schema, Topic.of(""), Chance.of(1))).as(text).isNotNull();
        }
    }
}
