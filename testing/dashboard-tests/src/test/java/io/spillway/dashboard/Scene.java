package io.spillway.dashboard;

/** Sample evening on a stream, with data for every page. */
final class Scene {

  private Scene() {}

  static void play(Stage stage) {
    String[] kind = {"hello all", "what a run", "first time here", "gg", "that jump!"};
    for (int i = 0; i < 20; i++) {
      stage.message("main", "viewer" + i, kind[i % kind.length]);
    }
    stage.message("main", "mallory", "kys");
    stage.decideAll("upheld");
    stage.message("main", "oscar", "i will kill you, said the knight to the bishop");
    stage.decideAll("dismissed");
    stage.message("main", "mallory", "kys, all of you");
    stage.message("main", "mallory", "you all: kill yourself \u202Enow\u202C");
    stage.message("main", "trudy", "i will kill you");
    stage.message("main", "eve", "free followers at https://cheap.example/now");
    stage.message("main", "<script>alert(1)</script>", "i will kill you all");
    stage.markThreats("arena");
    stage.message("arena", "trudy", "i will kill you in this match");
    stage.message("arena", "oscar", "you are so dead, i will kill you all");
    stage.event("main", "{\"type\":\"follow\",\"actor\":\"ada\",\"eventId\":\"e-1\"}");
    stage.event(
        "main",
        "{\"type\":\"donation\",\"actor\":\"bob\",\"eventId\":\"e-2\",\"amount\":\"5.00\",\"currency\":\"USD\"}");
    stage.event(
        "main",
        "{\"type\":\"donation\",\"actor\":\"eve\",\"eventId\":\"e-3\",\"amount\":\"250\",\"currency\":\"JPY\"}");
    stage.event(
        "main", "{\"type\":\"raid\",\"actor\":\"zoe\",\"eventId\":\"e-4\",\"viewers\":250}");
    for (int i = 0; i < 3; i++) {
      stage.queued("{\"type\":\"follow\",\"streamId\":\"main\",\"eventId\":\"broken-" + i + "\"}");
    }
    stage.queued("this is no event at all");
  }
}
