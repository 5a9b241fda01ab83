package dev.junctor.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.json.Outline.Fields;
import dev.junctor.core.json.Outline.Walk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ObjectEditsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void noEditLeavesTheBytesAsTheyAre() {
        for (long value = 0; value < 500; value++) {
            byte[] bytes = RandomJson.object(new Seed(value)).getBytes(StandardCharsets.UTF_8);
            assertThat(Splices.apply(bytes, bytes.length, List.of()))
                    .as("seed %s", value)
                    .isEqualTo(bytes);
            assertThat(Splices.apply(bytes, bytes.length, edits(bytes).splices()))
                    .as("seed %s", value)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void editsDoToTheBytesWhatTheyDoToATree() {
        for (long value = 0; value < 5_000; value++) {
            Seed seed = new Seed(value);
            byte[] bytes = RandomJson.object(seed).getBytes(StandardCharsets.UTF_8);
            ObjectNode tree = (ObjectNode) JSON.readTree(bytes);
            ObjectEdits edits = edits(bytes);
            for (int i = 0; i < 4; i++) {
                seed = seed.next();
                String name = "k" + seed.below(6);
                switch (seed.next().below(3)) {
                    case 0 -> {
                        edits.remove(name);
                        tree.remove(name);
                    }
                    case 1 -> {
                        edits.set(name, "[1, \"x\"]".getBytes(StandardCharsets.UTF_8));
                        tree.set(name, JSON.readTree("[1, \"x\"]"));
                    }
                    default -> {
                        String other = "r" + i;
                        boolean there = edits.has(name);
                        edits.rename(name, other);
                        if (there && tree.has(name)) {
                            tree.set(other, tree.get(name));
                            tree.remove(name);
                        }
                    }
                }
            }
            byte[] edited = Splices.apply(bytes, bytes.length, edits.splices());
            assertThat(JSON.readTree(edited))
                    .as("seed %s: %s", value, new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(tree);
        }
    }

    @Test
    void takingOutAFieldTakesItsCommaAndNothingElse() {
        assertThat(without("{ \"a\" : 1 , \"b\":2,\"c\": 3 }", "a"))
                .isEqualTo("{ \"b\":2,\"c\": 3 }");
        assertThat(without("{ \"a\" : 1 , \"b\":2,\"c\": 3 }", "b"))
                .isEqualTo("{ \"a\" : 1 , \"c\": 3 }");
        assertThat(without("{ \"a\" : 1 , \"b\":2,\"c\": 3 }", "c"))
                .isEqualTo("{ \"a\" : 1 , \"b\":2 }");
        assertThat(without("{ \"a\" : 1 , \"b\":2,\"c\": 3 }", "b", "c"))
                .isEqualTo("{ \"a\" : 1 }");
        assertThat(without("{ \"a\" : 1 , \"b\":2,\"c\": 3 }", "a", "b", "c")).isEqualTo("{  }");
    }

    private static String without(String json, String... names) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ObjectEdits edits = edits(bytes);
        for (String name : names) {
            edits.remove(name);
        }
        byte[] edited = Splices.apply(bytes, bytes.length, edits.splices());
        return new String(edited, StandardCharsets.UTF_8);
    }

    private static ObjectEdits edits(byte[] bytes) {
        Names names = new Names(Set.of());
        Fields read = (Fields) Outline.of(bytes, bytes.length, names, Walk.SKIP);
        return new ObjectEdits(read.fields(), Scan.space(bytes, 0, bytes.length));
    }
}
