package io.spillway.functions.violations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.TestRequest;
import io.spillway.functions.http.Router;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.testkit.Fixtures;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTrailFunctionsTest {

  private final Service service = new Service();

  private void log(String id, String who, AuditAction action, String note) {
    service
        .adapters
        .stores()
        .auditLog()
        .add(AuditRecord.of(id, Fixtures.NOW, who, action, note).about("main", "bob"));
  }

  private String csv(String path, Map<String, String> headers) {
    URI uri = URI.create("http://127.0.0.1" + Router.ROOT + path);
    var answer =
        service
            .spillway
            .router()
            .answer(
                null,
                new TestRequest(HttpMethod.GET, uri, headers, Optional.empty()),
                service.context,
                () -> service.durable.context());
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    return (String) answer.getBody();
  }

  @Test
  void records_and_steps_are_one_export_in_which_each_line_stands_alone() {
    service.post("/message", "{\"username\":\"bob\",\"message\":\"toxic\",\"messageId\":\"m-1\"}");
    log("r-1", "grace", AuditAction.KEEP, "fine");

    Reply trail = service.get("/audit").is(200);

    assertThat(trail.items("action")).containsExactly("keep", "hold");
    assertThat(trail.items("author")).containsExactly("bob", "bob");
    assertThat(trail.items().get(1).path("textHash").asText()).hasSize(64);
    assertThat(trail.items().get(1).path("category").asText()).isNotEmpty();
    assertThat(trail.items().get(1).path("policyVersion").asText()).isNotEmpty();
    assertThat(service.get("/violations/main~m-1/audit").is(200).items("author"))
        .containsExactly("bob");
  }

  @Test
  void the_trail_is_filtered() {
    service.post("/message", "{\"username\":\"bob\",\"message\":\"toxic\",\"messageId\":\"m-1\"}");
    log("r-1", "grace", AuditAction.KEEP, "fine");
    log("r-2", "ada", AuditAction.CHANGE_POLICY, "");

    assertThat(service.get("/audit?moderator=ada").items("auditId")).containsExactly("r-2");
    assertThat(service.get("/audit?action=keep").items("auditId")).containsExactly("r-1");
    assertThat(service.get("/audit?action=hold").items("violationId")).containsExactly("main~m-1");
    assertThat(service.get("/audit?streamId=other").items()).isEmpty();
    service.get("/audit?action=keeps").isProblem(400, "invalid-input");
    service.get("/audit?format=xml").isProblem(400, "invalid-input");
  }

  @Test
  void csv_is_quoted_and_formulas_are_defused() {
    log("r-1", "=cmd()", AuditAction.KEEP, "a \"b\",\nc");
    String header = "at,who,action,from,to,reason,note,streamId,messageId,author,category,";

    String csv = csv("/audit?format=csv", Map.of());

    assertThat(csv).startsWith(header).contains("\r\n");
    assertThat(csv)
        .contains(
            "2026-11-23T18:00:00.000000Z,\"'=cmd()\",keep,,,,\"a \"\"b\"\",\nc\",main,,bob,,,,,,,r-1,\r\n");
    assertThat(csv("/audit", Map.of("accept", "text/csv"))).isEqualTo(csv);
  }

  @Test
  void only_the_first_page_of_csv_has_a_line_of_columns() {
    log("r-1", "grace", AuditAction.KEEP, "");
    log("r-2", "grace", AuditAction.KEEP, "");
    String cursor = service.get("/audit?limit=1").header("Next-Cursor");

    assertThat(csv("/audit?format=csv&limit=1&cursor=" + cursor, Map.of()))
        .startsWith("2026-11-23T18:00:00.000000Z,grace");
  }

  @Test
  void a_kept_message_stays_allowed_in_public_and_the_change_of_a_policy_is_in_the_trail() {
    service.faults.outage("ContentClassifier.classify", Fixtures.outage());
    service.post("/message", "{\"username\":\"bob\",\"message\":\"hi\",\"messageId\":\"m-1\"}");
    service.faults.mend();

    service
        .post("/moderation/unmoderated/main~m-1", "{\"decision\":\"keep\",\"note\":\"fine\"}")
        .is(200);

    Reply page = service.get("/streams/main/messages").is(200);
    assertThat(page.items().get(0).toString()).contains("allowed").doesNotContain("kept");
    assertThat(service.get("/audit?action=keep").items("note")).containsExactly("fine");
  }
}
