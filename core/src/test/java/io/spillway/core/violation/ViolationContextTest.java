package io.spillway.core.violation;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.core.StoresFixture;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages surrounding a withheld one. */
class ViolationContextTest {

  private static final ViolationId ID = new ViolationId("main", "m-5");

  private final StoresFixture stores = new StoresFixture();
  private final ViolationContext context =
      new ViolationContext(stores.messageArchive, stores.violations);

  private void addMessage(String streamId, String messageId, int second) {
    stores.realMessages.add(
        Fixtures.message(streamId, messageId).sentAt(NOW.plusSeconds(second)).build());
  }

  @Test
  void a_moderator_sees_as_many_messages_before_and_after_it_as_asked_for() {
    for (int i = 0; i < 10; i++) {
      addMessage(i == 4 ? "another" : "main", "m-" + (i < 5 ? i : i + 1), i < 5 ? i - 5 : i - 4);
    }
    stores.realViolations.add(Fixtures.violation("main", "m-5").heldAt(NOW).build());

    MessageContext around = context.of(ID, 2, 3).orElseThrow();

    assertThat(ids(around.before())).containsExactlyInAnyOrder("m-2", "m-3");
    assertThat(ids(around.after())).containsExactlyInAnyOrder("m-6", "m-7", "m-8");
  }

  @Test
  void an_unknown_violation_has_no_context() {
    addMessage("main", "m-5", 0);

    assertThat(context.of(ID, 2, 3)).isEmpty();
  }

  private static List<String> ids(List<Message> messages) {
    return messages.stream().map(Message::messageId).toList();
  }
}
