package io.spillway.functions.events;

/** Requests with CloudEvents: paths, media types and a valid event. */
final class CloudEventRequests {

  static final String EVENTS = "/events";
  static final String ON_MAIN = "/streams/main/events";
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCHED = "application/cloudevents-batch+json";

  static final String RAID =
      "{\"specversion\":\"1.0\",\"id\":\"r-1\",\"source\":\"urn:x\",\"type\":\"raid\","
          + "\"streamid\":\"main\",\"data\":{\"actor\":\"ada\",\"viewers\":7}}";

  private CloudEventRequests() {}

  static String raid(String id) {
    return RAID.replace("r-1", id);
  }
}
