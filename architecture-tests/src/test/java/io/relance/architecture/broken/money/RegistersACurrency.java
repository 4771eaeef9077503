package io.relance.architecture.broken.money;

import java.util.List;
import org.joda.money.CurrencyUnit;

final class RegistersACurrency {
    void register() {
        CurrencyUnit.registerCurrency("XXZ", 999, 2, List.of());
    }
}
