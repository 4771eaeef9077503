package io.relance.architecture.broken.account;

import io.relance.architecture.broken.scenario.Scenario;
import java.util.List;

final class UsesAFunction {
    List<Scenario[]> scenarios = List.of();
}
