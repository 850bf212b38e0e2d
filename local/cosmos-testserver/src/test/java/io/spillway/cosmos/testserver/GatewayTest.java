package io.spillway.cosmos.testserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Raw requests for errors that the SDK never makes, and the command line. */
class GatewayTest {
  private static final String DATE = "Mon, 23 Nov 2026 12:00:00 GMT";
  private final String docs = "dbs/" + Sdk.DATABASE + "/colls/" + Sdk.container().getId() + "/docs";

  @Test
  void a_request_without_authorization_is_401() throws Exception {
    HttpRequest bare = HttpRequest.newBuilder(URI.create(Sdk.SERVER.endpoint())).build();
    assertThat(send(bare).statusCode()).isEqualTo(401);
  }

  @Test
  void a_client_with_the_wrong_key_is_401() {
    String wrong = Base64.getEncoder().encodeToString("wrong".getBytes(UTF_8));
    assertThatThrownBy(() -> Sdk.client(Sdk.SERVER, wrong))
        .hasMessageContaining("\"statusCode\":401")
        .hasMessageContaining("not by this account's key");
  }

  @Test
  void a_write_without_a_partition_key_is_400() throws Exception {
    var response = post("{\"id\":\"1\",\"pk\":\"A\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("PartitionKey value must be supplied");
  }

  @Test
  void a_query_across_partitions_must_be_enabled() throws Exception {
    String query = "{\"query\":\"SELECT * FROM c\"}";
    assertThat(post(query, "x-ms-documentdb-isquery", "true").statusCode()).isEqualTo(400);
    String enable = "x-ms-documentdb-query-enablecrosspartition";
    assertThat(post(query, "x-ms-documentdb-isquery", "true", enable, "true").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_body_that_is_not_json_is_400() throws Exception {
    String key = "x-ms-documentdb-partitionkey";
    assertThat(post("{\"id\":", key, "[\"A\"]").statusCode()).isEqualTo(400);
    assertThat(post("{\"id\":\"1\",\"pk\":\"A\"}", key, "A").statusCode()).isEqualTo(400);
    assertThat(post("[]", key, "[\"A\"]").statusCode()).isEqualTo(400);
  }

  @Test
  void bulk_and_unknown_paths_and_the_change_feed_are_400() throws Exception {
    assertThat(post("[]", "x-ms-cosmos-is-batch-request", "True").body()).contains("bulk");
    assertThat(send(signed("GET", docs, docs.replace("/docs", "")).build()).body())
        .contains("does not know GET /" + docs);
    String sprocs = docs.replace("/docs", "/sprocs");
    assertThat(send(signed("GET", sprocs, docs.replace("/docs", "")).build()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void the_command_line_has_help_and_rejects_unknown_arguments() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Main.run(new String[] {"--help"}, print(out), print(err))).isZero();
    assertThat(out.toString(UTF_8)).contains("--port");
    assertThat(Main.run(new String[] {"--port", "65536"}, print(out), print(err))).isEqualTo(2);
    assertThat(Main.run(new String[] {"--prot", "1"}, print(out), print(err))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--port");
  }

  @Test
  void the_command_line_runs_a_server_until_it_is_stopped() throws Exception {
    PipedInputStream output = new PipedInputStream();
    PrintStream out = new PrintStream(new PipedOutputStream(output), true, UTF_8);
    AtomicInteger exit = new AtomicInteger(-1);
    Thread main = new Thread(() -> exit.set(Main.run(new String[] {"--port", "0"}, out, out)));
    main.start();
    String ready = new BufferedReader(new InputStreamReader(output, UTF_8)).readLine();
    String endpoint = ready.replaceFirst("ready: AccountEndpoint=([^;]+);.*", "$1");
    HttpRequest bare = HttpRequest.newBuilder(URI.create(endpoint)).build();
    assertThat(send(bare).statusCode()).isEqualTo(401);
    main.interrupt();
    main.join();
    assertThat(exit).hasValue(0);
    assertThatThrownBy(() -> send(bare)).isInstanceOf(IOException.class);
  }

  @Test
  void an_operation_of_a_batch_cannot_name_another_partition() throws Exception {
    String body =
        """
        [{"operationType":"Read","id":"1","partitionKey":"[\\"B\\"]"}]
        """;
    String key = "x-ms-documentdb-partitionkey";
    String[] headers = {
      "x-ms-cosmos-is-batch-request", "True", "x-ms-cosmos-batch-atomic", "True", key, "[\"A\"]"
    };
    assertThat(post(body, headers).body()).contains("\"statusCode\":400");
    assertThat(post(body.replace('B', 'A'), headers).body()).contains("\"statusCode\":404");
  }

  @Test
  void a_port_in_use_is_reported() {
    int port = URI.create(Sdk.SERVER.endpoint()).getPort();
    assertThatThrownBy(() -> CosmosTestServer.builder().port(port).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(Integer.toString(port));
  }

  @Test
  void the_connection_string_has_endpoint_and_key() {
    assertThat(Sdk.SERVER.connectionString())
        .isEqualTo(
            "AccountEndpoint=" + Sdk.SERVER.endpoint() + ";AccountKey=" + Sdk.SERVER.key() + ";");
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    var request = signed("POST", docs, docs.replace("/docs", ""));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.method("POST", BodyPublishers.ofString(body)).build());
  }

  private static HttpRequest.Builder signed(String method, String path, String link)
      throws Exception {
    String type = path.substring(path.lastIndexOf('/') + 1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(Sdk.SERVER.key()), "HmacSHA256"));
    String text = String.join("\n", method, type, link, DATE, "", "");
    String toSign =
        text.replace(method, method.toLowerCase(Locale.ROOT))
            .replace(DATE, DATE.toLowerCase(Locale.ROOT));
    byte[] signature = mac.doFinal(toSign.getBytes(UTF_8));
    String encoded = Base64.getEncoder().encodeToString(signature).replace("+", "%2B");
    return HttpRequest.newBuilder(URI.create(Sdk.SERVER.endpoint() + path))
        .header("authorization", "type%3Dmaster%26ver%3D1.0%26sig%3D" + encoded)
        .header("x-ms-date", DATE);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, UTF_8);
  }
}
