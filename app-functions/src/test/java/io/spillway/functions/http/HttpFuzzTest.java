package io.spillway.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.FuzzedService;
import io.spillway.functions.Reply;
import io.spillway.functions.Service;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Keys;
import io.spillway.testing.fuzz.Fuzz;
import io.spillway.testing.fuzz.Mutations;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fuzz test of HTTP: every route answers every request as documented, and never with a 5xx. */
public class HttpFuzzTest {

  /** Length of the prefix of a listing's cursor. */
  private static final int LISTING_BYTES = 8;

  private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";

  private static final String PRINCIPAL =
      "{\"auth_typ\":\"aad\",\"name_typ\":\"preferred_username\",\"role_typ\":\"roles\","
          + "\"claims\":[{\"typ\":\"tid\",\"val\":\""
          + TENANT
          + "\"},{\"typ\":\"oid\",\"val\":\"3fa85f64-5717-4562-b3fc-2c963f66afa6\"},{\"typ\":\"preferred_username\",\"val\":\"ada@example.com\"},"
          + "{\"typ\":\"roles\",\"val\":\"moderator\"}]}";

  @Test
  void every_route_answers_whatever_path_query_headers_and_body_it_is_given() {
    Fuzz.cases(
        80,
        given -> {
          FuzzedService service = new FuzzedService(given);
          for (int i = 0; i < 50; i++) {
            service.request();
          }
          service.settles();
        });
  }

  @Test
  void a_damaged_cursor_is_refused_or_a_place_in_the_same_listing_and_changes_nothing() {
    Fuzz.cases(
        20,
        given -> {
          FuzzedService service = new FuzzedService(given);
          List<Route> listings = service.listings();
          Map<String, JsonNode> before = service.everything();
          for (int i = 0; i < 50; i++) {
            Route listing = given.one(listings);
            String cursor =
                service.list(given.once(4) ? given.one(listings) : listing, "").text("nextCursor");
            Reply reply = service.list(listing, damagedCursor(given, cursor));
            assertThat(reply.status()).isIn(200, 400);
          }
          assertThat(service.everything()).isEqualTo(before);
        });
  }

  @Test
  void a_damaged_principal_is_rejected() {
    Service service = new Service(Callers.onAzure(new Access(true, Keys.NONE, Set.of(TENANT))));
    Fuzz.cases(
        1_000,
        given -> {
          byte[] principal = given.bytes(PRINCIPAL);
          String header = Base64.getEncoder().encodeToString(principal);
          Map<String, String> headers = new HashMap<>();
          headers.put("x-ms-client-principal", given.once(8) ? given.text(header) : header);
          if (given.once(4)) {
            headers.put("x-ms-client-principal-name", given.text());
            headers.put("authorization", given.text("Bearer " + header));
          }
          given.show(principal);
          given.show(headers.toString());
          Reply reply = service.call(HttpMethod.GET, "/violations", headers, null);
          assertThat(reply.status()).isIn(200, 401, 403, 429);
        });
  }

  private static String damagedCursor(Mutations given, String valid) {
    if (given.once(2)) {
      return given.text(valid);
    }
    byte[] bytes = Base64.getUrlDecoder().decode(valid);
    byte[] damaged = given.damage(bytes);
    int same = Math.min(LISTING_BYTES, Math.min(bytes.length, damaged.length));
    System.arraycopy(bytes, 0, damaged, 0, same);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(damaged);
  }
}
