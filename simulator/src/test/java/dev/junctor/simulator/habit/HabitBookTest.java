package dev.junctor.simulator.habit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.SmallCatalog;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.fault.ErrorBodies;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class HabitBookTest {
    private static final HabitBook BOOK = HabitBook.shipped();

    private static Provider provider(String slug) {
        return SmallCatalog.endpoint(slug, "small").provider();
    }

    @Test
    void a_provider_that_is_not_listed_keeps_to_the_protocol() {
        assertThat(BOOK.of(provider("acme"))).isEqualTo(Habits.PLAIN);
    }

    @Test
    void a_provider_that_is_listed_has_its_habits() {
        assertThat(BOOK.of(provider("cerebras")).ending()).isEqualTo(Habits.Ending.SILENT);
        assertThat(BOOK.of(provider("mistral")).errors()).isEqualTo(ErrorShape.FLAT);
        assertThat(BOOK.of(provider("openrouter")).thoughts())
                .isEqualTo(Habits.Thoughts.REASONING_DETAILS);
    }

    @Test
    void each_form_of_error_has_the_message_for_each_status() {
        for (ErrorShape shape : ErrorShape.values()) {
            for (int status : Complaints.statuses()) {
                Complaint complaint = Complaints.ofStatus(status).orElseThrow();
                JsonNode body = JsonMapper.shared().readTree(ErrorBodies.json(complaint, shape));
                assertThat(body.isContainer()).isTrue();
                assertThat(body.toString()).as(shape.name()).contains(complaint.message());
            }
        }
    }
}
