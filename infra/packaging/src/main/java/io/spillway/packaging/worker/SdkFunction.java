package io.spillway.packaging.worker;

import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;
import java.util.UUID;

/**
 * Lower bound of a first message with the SDKs: one Gemini request, one stored item, and no code of
 * Spillway in between.
 */
public final class SdkFunction {

  @FunctionName("SdkFunction")
  public HttpResponseMessage answer(
      @HttpTrigger(name = "request", authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    ask();
    store();
    return request.createResponseBuilder(HttpStatus.CREATED).body("stored").build();
  }

  private static void ask() {
    Client gemini =
        Client.builder()
            .apiKey(System.getenv("GEMINI_API_KEY"))
            .vertexAI(false)
            .httpOptions(
                HttpOptions.builder().baseUrl(System.getenv("SPILLWAY_GEMINI_ENDPOINT")).build())
            .build();
    var unused =
        gemini
            .models
            .generateContent(
                "gemini-3.5-flash-lite",
                "hello from a cold start",
                GenerateContentConfig.builder().temperature(0f).build())
            .text();
  }

  private static void store() {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    System.setProperty("COSMOS.DISABLE_IMDS_ACCESS", "true");
    ObjectNode item =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", UUID.randomUUID().toString())
            .put("streamId", "cold");
    // Not closed, as in a function app.
    CosmosAsyncClient cosmos =
        new CosmosClientBuilder()
            .endpoint(System.getenv("SDKS_ENDPOINT"))
            .key(System.getenv("SDKS_KEY"))
            .contentResponseOnWriteEnabled(false)
            .endpointDiscoveryEnabled(false)
            .gatewayMode()
            .buildAsyncClient();
    var unused =
        cosmos
            .getDatabase("spillway")
            .getContainer("messages")
            .createItem(item, new PartitionKey("cold"), new CosmosItemRequestOptions())
            .block();
  }
}
