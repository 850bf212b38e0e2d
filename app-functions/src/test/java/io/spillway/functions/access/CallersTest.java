package io.spillway.functions.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.functions.Service;
import io.spillway.functions.TestKeys;
import io.spillway.functions.TestRequest;
import io.spillway.functions.access.Caller.Proof;
import io.spillway.ports.PersonNames;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

  private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  private static final String OID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

  private static final String GRACE =
      """
      {"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[
        {"typ":"iss","val":"https://login.microsoftonline.com/TENANT/v2.0"},{"typ":"tid","val":"TENANT"},
        {"typ":"oid","val":"OID"},
        {"typ":"name","val":"Grace"},{"typ":"roles","val":"moderator"},{"typ":"scp","val":"operator"}]}"""
          .replace("TENANT", TENANT)
          .replace("OID", OID);

  private static final Access SIGN_IN = new Access(true, Keys.NONE, Set.of(TENANT));
  private static final Access BOTH = new Access(true, TestKeys.ALL, Set.of(TENANT));

  private static Caller call(Callers callers, Map<String, String> headers) {
    return call(callers, "/violations", headers);
  }

  private static Caller call(Callers callers, String uri, Map<String, String> headers) {
    return callers.of(new TestRequest(HttpMethod.GET, URI.create(uri), headers, Optional.empty()));
  }

  private static Caller onAzure(Access access, Map<String, String> headers) {
    return call(Callers.onAzure(access), headers);
  }

  private static Map<String, String> signedIn(String principal) {
    String encoded = Base64.getEncoder().encodeToString(principal.getBytes(UTF_8));
    return Map.of("X-MS-CLIENT-PRINCIPAL", encoded);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }

  @Test
  void a_signed_in_caller_has_the_platforms_roles() {
    Caller grace = onAzure(SIGN_IN, signedIn(GRACE));
    assertThat(grace.name()).isEqualTo("Grace [" + OID + "]");
    assertThat(grace.roles()).containsExactlyInAnyOrder(Role.APP, Role.MODERATOR);
  }

  @Test
  void the_platforms_own_header_names_the_person_before_any_claim() {
    Map<String, String> headers =
        with(signedIn(GRACE), "x-ms-client-principal-name", "grace@example.org");
    assertThat(onAzure(SIGN_IN, headers).name()).isEqualTo("grace@example.org [" + OID + "]");
  }

  @Test
  void a_program_that_signed_in_goes_by_its_id_and_by_mapped_role_claims() {
    String program =
        """
        {"auth_typ":"aad","claims":[
          {"typ":"http://schemas.microsoft.com/identity/claims/tenantid","val":"TENANT"},
          {"typ":"http://schemas.microsoft.com/ws/2008/06/identity/claims/role","val":"operator"}]}"""
            .replace("TENANT", TENANT);
    Caller caller = onAzure(SIGN_IN, with(signedIn(program), "X-MS-CLIENT-PRINCIPAL-ID", OID));
    assertThat(caller.name()).isEqualTo(OID + " [" + OID + "]");
    assertThat(caller.roles()).containsExactlyInAnyOrder(Role.APP, Role.OPERATOR);
  }

  @Test
  void without_the_platforms_authentication_its_headers_are_a_forgery() {
    assertThat(onAzure(Access.NONE, signedIn(GRACE)))
        .returns(Proof.MISSING, Caller::proof)
        .satisfies(caller -> assertThat(caller.roles()).containsExactly(Role.APP));
  }

  @Test
  void on_one_machine_the_platforms_headers_are_a_forgery_whatever_is_set() {
    assertThat(call(Callers.onOneMachine(BOTH), signedIn(GRACE)).roles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{",
        "{\"claims\":7}",
        "{\"claims\":[7,{\"typ\":{}}]}",
        "{\"name_typ\":\"n\",\"claims\":[{\"typ\":\"oid\",\"val\":\"OID\"},{\"typ\":\"n\",\"val\":\"a\\nb\"}]}",
        "{\"name_typ\":\"n\",\"claims\":[{\"typ\":\"oid\",\"val\":\"OID\"},{\"typ\":\"n\",\"val\":\"\u200b\"}]}",
        "{\"name_typ\":\"n\",\"claims\":[{\"typ\":\"oid\",\"val\":\"7\"},{\"typ\":\"n\",\"val\":\"ann\"}]}",
        "{\"name_typ\":\"n\",\"claims\":[{\"typ\":\"n\",\"val\":\"ann\"}]}"
      })
  void an_unreadable_or_nameless_principal_is_rejected(String principal) {
    assertThat(onAzure(SIGN_IN, signedIn(principal.replace("OID", OID))))
        .returns(Proof.WRONG, Caller::proof)
        .satisfies(caller -> assertThat(caller.roles()).containsExactly(Role.APP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system:sweep",
        "System:appeal",
        "\u200bsystem:x",
        "sys\u00adtem:x",
        "\uff53ystem\uff1ax",
        "\u017fystem:x"
      })
  void a_sign_in_with_a_reserved_system_name_is_rejected(String name) {
    assertThat(onAzure(SIGN_IN, signedIn(GRACE.replace("Grace", name))).proof())
        .isEqualTo(Proof.WRONG);
  }

  @Test
  void a_name_is_recorded_without_invisible_characters() {
    assertThat(onAzure(SIGN_IN, signedIn(GRACE.replace("Grace", "Gr\u200bace\u202e"))).name())
        .isEqualTo("Grace [" + OID + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"auth_typ\":\"google\"",
        "\"auth_typ\":\"AAD\"",
        "\"auth_typ\":7",
        "\"other\":\"aad\""
      })
  void a_sign_in_by_another_identity_provider_gives_no_role(String type) {
    hasNoRole(GRACE.replace("\"auth_typ\":\"aad\"", type));
  }

  @Test
  void a_sign_in_of_another_tenant_gives_no_role() {
    String other = "00000000-0000-4000-8000-000000000001";
    hasNoRole(GRACE.replace("\"tid\",\"val\":\"" + TENANT, "\"tid\",\"val\":\"" + other));
    hasNoRole(GRACE.replace("\"tid\"", "\"tad\""));
    hasNoRole(
        GRACE.replace(
            "{\"typ\":\"name\"", "{\"typ\":\"tid\",\"val\":\"" + other + "\"},{\"typ\":\"name\""));
    hasNoRole(GRACE.replace("com/" + TENANT, "com/" + other));
    hasNoRole(GRACE.replace("login.microsoftonline.com", "login.evil.example"));
    hasNoRole(GRACE.replace("https://login", "http://login"));
  }

  @Test
  void without_a_tenant_set_no_sign_in_gives_a_role_and_the_problem_says_why() {
    Access open = new Access(true, Keys.NONE);
    assertThat(onAzure(open, signedIn(GRACE)))
        .returns(Proof.GIVEN, Caller::proof)
        .satisfies(caller -> assertThat(caller.roles()).containsExactly(Role.APP));
    Service service = new Service(Callers.onAzure(open));
    assertThat(service.get("/violations").isProblem(401, "unauthenticated").text("detail"))
        .contains("SPILLWAY_AUTH_TENANT is not set");
  }

  private static void hasNoRole(String principal) {
    assertThat(principal).isNotEqualTo(GRACE);
    assertThat(onAzure(SIGN_IN, signedIn(principal)))
        .returns(Proof.GIVEN, Caller::proof)
        .satisfies(caller -> assertThat(caller.roles()).containsExactly(Role.APP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "====", "4pyT4pyT"})
  void a_principal_that_is_not_base64_json_is_rejected(String header) {
    assertThat(onAzure(SIGN_IN, Map.of("x-ms-client-principal", header)).proof())
        .isEqualTo(Proof.WRONG);
  }

  @Test
  void an_overlong_name_is_rejected_and_a_long_one_is_truncated() {
    String name = "x-ms-client-principal-name";
    assertThat(onAzure(SIGN_IN, with(signedIn(GRACE), name, "n".repeat(257))).proof())
        .isEqualTo(Proof.WRONG);
    assertThat(onAzure(SIGN_IN, with(signedIn(GRACE), name, "n".repeat(256))).name())
        .hasSize(PersonNames.MAX_LENGTH)
        .endsWith(" [" + OID + "]");
  }

  @Test
  void a_role_by_another_claim_or_in_another_spelling_is_none() {
    String mallory =
        GRACE.replace(
            "{\"typ\":\"roles\",\"val\":\"moderator\"}",
            """
            {"typ":"","val":"moderator"},{"typ":"roles","val":"Moderator"},
            {"typ":"roles","val":"moderator operator"},{"typ":"name","val":"operator"},
            {"typ":"roles","val":"app"}""");
    assertThat(onAzure(SIGN_IN, signedIn(mallory)).roles()).containsExactly(Role.APP);
  }

  @Test
  void a_claim_that_the_principal_itself_calls_a_role_is_none() {
    String byName =
        GRACE
            .replace("\"role_typ\":\"roles\"", "\"role_typ\":\"name\"")
            .replace("\"roles\",", "\"groups\",")
            .replace("Grace", "operator");
    assertThat(onAzure(SIGN_IN, signedIn(byName)).roles()).containsExactly(Role.APP);
  }

  @Test
  void a_key_comes_in_a_header_of_its_own_or_as_a_bearer_token() {
    for (Map<String, String> headers :
        List.of(
            Map.of("X-Spillway-Key", TestKeys.MODERATOR),
            Map.of("authorization", "bearer " + TestKeys.MODERATOR))) {
      Caller grace = onAzure(new Access(false, TestKeys.ALL), headers);
      assertThat(grace.name()).isEqualTo("grace");
      assertThat(grace.roles()).containsExactlyInAnyOrder(Role.APP, Role.MODERATOR);
    }
  }

  @Test
  void a_key_of_ours_counts_before_a_sign_in_and_that_before_a_token() {
    Map<String, String> headers = with(signedIn(GRACE), "authorization", "Bearer some.jwt.token");
    assertThat(onAzure(BOTH, headers).name()).startsWith("Grace [");
    assertThat(onAzure(BOTH, with(headers, "x-spillway-key", TestKeys.OPERATOR)).name())
        .isEqualTo("ada");
    assertThat(onAzure(BOTH, with(headers, "x-spillway-key", "wrong")).roles())
        .containsExactly(Role.APP);
  }

  @Test
  void on_azure_a_foreign_token_does_not_shut_out_an_app() {
    assertThat(onAzure(BOTH, Map.of("authorization", "Bearer of-a-gateway")).roles())
        .containsExactly(Role.APP);
  }

  @Test
  void on_one_machine_a_function_key_adds_the_role_app() {
    Callers callers = Callers.onOneMachine(TestKeys.ACCESS);
    Map<String, String> grace = TestKeys.headers(Role.MODERATOR);
    Caller both = call(callers, "/violations?code=" + TestKeys.APP, grace);
    assertThat(both.name()).isEqualTo("grace");
    assertThat(both.roles()).containsExactlyInAnyOrder(Role.APP, Role.MODERATOR);
    assertThat(call(callers, with(grace, "x-functions-key", "wrong")).roles()).isEmpty();
  }

  @Test
  void without_keys_one_machines_every_caller_may_do_everything() {
    assertThat(call(Callers.onOneMachine(SIGN_IN), Map.of()).roles()).contains(Role.values());
  }

  @Test
  void a_role_without_keys_is_closed_once_there_are_keys_for_another() {
    Keys keys = Keys.NONE.with(Role.MODERATOR, "grace:" + TestKeys.MODERATOR);
    Service service = new Service(Callers.onOneMachine(new Access(false, keys)));
    assertThat(service.get("/stats/main").isProblem(401, "unauthenticated").text("detail"))
        .isEqualTo(
            "Requires the role app. No access configured: SPILLWAY_FUNCTION_KEYS is not set");
  }

  @Test
  void on_azure_without_configured_access_moderation_is_401_with_the_reason() {
    Service service = new Service(Callers.onAzure(Access.NONE));
    assertThat(service.get("/violations").isProblem(401, "unauthenticated").text("detail"))
        .isEqualTo(
            "Requires the role moderator. No access configured: the platform's authentication is off"
                + " and SPILLWAY_MODERATOR_KEYS is not set");
    service.get("/dead-letters").isProblem(401, "unauthenticated");
    service.get("/streams/main/stats").is(200);
  }

  @Test
  void the_problem_tells_every_way_in() {
    Service service = new Service(Callers.onAzure(SIGN_IN));
    assertThat(
            service
                .call(HttpMethod.GET, "/dead-letters", signedIn(GRACE), null)
                .isProblem(403, "forbidden")
                .text("detail"))
        .isEqualTo(
            "Requires the role operator. Sign in with the app role operator, or send"
                + " a key of SPILLWAY_OPERATOR_KEYS in x-spillway-key");
  }
}
