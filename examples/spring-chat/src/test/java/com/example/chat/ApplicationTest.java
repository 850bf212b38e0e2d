package com.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {

  @LocalServerPort private int port;

  @Test
  void a_friendly_message_is_published_and_a_threat_is_not() throws Exception {
    assertThat(post("what a save!").body()).isEqualTo("{\"published\":true}");
    assertThat(post("i will kill you").body()).isEqualTo("{\"published\":false}");
  }

  @Test
  void an_empty_message_is_a_bad_request() throws Exception {
    assertThat(post("").statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> post(String text) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/rooms/demo/messages"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"author\":\"ann\",\"text\":\"" + text + "\"}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
