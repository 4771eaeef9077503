package io.relance.template;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Whether a model has what its kind is about, and nothing that its kind has no words for. */
final class ModelChecks {
    private final MessageModel model;

    private ModelChecks(MessageModel model) {
        this.model = model;
    }

    /** @throws IllegalArgumentException when lines and kind do not go together */
    static void require(MessageModel model) {
        ModelChecks checks = new ModelChecks(model);
        checks.lines();
        checks.only(MessageKind.PROMISE, model.promiseDate().isPresent(), "promise date");
        checks.only(MessageKind.PLAN, !model.instalments().isEmpty(), "instalments");
        checks.only(MessageKind.STATEMENT, model.statement().isPresent(), "statement");
        checks.only(MessageKind.INTERNAL, model.internalNote().isPresent(), "note to a team");
        checks.openClaims();
        checks.promise();
        checks.instalments();
        checks.notice();
        checks.credit();
    }

    private void lines() {
        boolean overdue = !model.overdue().isEmpty();
        boolean soonDue = !model.soonDue().isEmpty();
        boolean information = !model.information().isEmpty();
        boolean settled = !model.settled().isEmpty();
        switch (model.kind()) {
            case PREVENTIVE -> {
                require(soonDue, "needs a soon-due line");
                require(!overdue && !settled, "has soon-due and information lines only");
            }
            case OVERDUE -> {
                require(overdue, "needs an overdue line");
                require(!settled, "has no settled lines");
            }
            case THANK_YOU -> {
                require(settled, "needs a settled line");
                require(!overdue && !soonDue && !information, "has settled lines only");
            }
            case PROMISE -> {
                require(overdue, "needs a line for each invoice that the promise covers");
                require(!soonDue && !information && !settled, "has lines of covered invoices only");
            }
            case PLAN -> {
                require(overdue, "needs a line for each invoice that the plan covers");
                require(!soonDue && !information && !settled, "has lines of covered invoices only");
            }
            case STATEMENT ->
                require(!overdue && !soonDue && !information && !settled, "has the lines of its statement only");
            case INTERNAL -> require(!soonDue && !information && !settled, "has overdue lines only");
        }
    }

    /** What one kind needs and no other has. */
    private void only(MessageKind kind, boolean there, String what) {
        if (model.kind() == kind) {
            require(there, "needs a " + what);
        } else {
            require(!there, "has no " + what);
        }
    }

    private void openClaims() {
        require(model.openClaims().isEmpty() || model.kind() == MessageKind.OVERDUE, "has no open claims");
    }

    private void promise() {
        if (model.kind() != MessageKind.PROMISE) {
            return;
        }
        require(model.totals().size() == 1, "has lines of one currency");
        require(model.totals().get(0).balance().isPositive(), "says by the lines' claimed amounts what was promised");
        require(
                model.promiseDate().filter(model.businessDate()::isAfter).isEmpty(),
                "names a day on or after " + model.businessDate());
    }

    private void instalments() {
        List<Instalment> instalments = model.instalments();
        Optional<LocalDate> before = Optional.empty();
        for (Instalment instalment : instalments) {
            CurrencyUnit currency = instalments.get(0).amount().getCurrencyUnit();
            require(instalment.amount().getCurrencyUnit().equals(currency), "has instalments of one currency");
            require(
                    before.filter(last -> !last.isBefore(instalment.due())).isEmpty(),
                    "has instalments that follow each other, but " + instalment.due() + " comes after "
                            + before.map(LocalDate::toString).orElse("nothing"));
            before = Optional.of(instalment.due());
        }
    }

    private void notice() {
        model.formalNotice().ifPresent(notice -> {
            require(model.kind() == MessageKind.OVERDUE, "has no formal notice");
            for (InterestLine interest : notice.interest()) {
                CurrencyUnit currency = interest.balance().getCurrencyUnit();
                CurrencyUnit claimed = claimed(interest.invoice(), "interest").getCurrencyUnit();
                if (!currency.equals(claimed)) {
                    throw new CurrencyMismatchException(claimed, currency);
                }
            }
            notice.flatSums().forEach(sum -> claimed(sum.invoice(), "a flat sum"));
            notice.reserved().forEach(invoice -> claimed(invoice, "a reservation"));
        });
    }

    private Money claimed(String invoice, String what) {
        return model.overdue().stream()
                .filter(line -> line.invoice().equals(invoice))
                .map(MessageLine::claimed)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the notice has " + what + " for invoice " + invoice + ", which no line of it claims"));
    }

    private void credit() {
        for (Money sum : model.credit().sums()) {
            if (model.totals().stream().noneMatch(total -> total.currency().equals(sum.getCurrencyUnit()))) {
                throw new IllegalArgumentException(
                        "a credit of " + sum + " is counted against no overdue line in that currency");
            }
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a message of kind " + model.kind() + " " + what);
        }
    }
}
