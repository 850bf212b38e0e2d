package io.spillway.simulation;

/** People and machines of a simulation, who share one world. */
record Actors(
    Erasers erasers,
    RestrictionOracle restrictions,
    Viewers viewers,
    Clients clients,
    Moderators moderators,
    Withholders withholders,
    Reporters reporters,
    Restrictors restrictors,
    FeedReaders readers,
    Operators operators,
    Policymakers policymakers) {

  static Actors in(World world) {
    Erasers erasers = new Erasers(world);
    RestrictionOracle restrictions = new RestrictionOracle(world, erasers);
    Viewers viewers = new Viewers(world, erasers, restrictions);
    Clients clients = new Clients(world);
    Moderators moderators = new Moderators(world, viewers);
    return new Actors(
        erasers,
        restrictions,
        viewers,
        clients,
        moderators,
        new Withholders(world, viewers, moderators),
        new Reporters(world, viewers),
        new Restrictors(world, erasers, restrictions),
        new FeedReaders(world),
        new Operators(world, clients),
        new Policymakers(world));
  }
}
