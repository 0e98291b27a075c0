// The weights of `statement_confidence`, from statements that a reader judged
// (loaders/text/model/verdicts.tsv): a logistic model, with the calibration of models that have not seen the
// article.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/text/statement_confidence.hpp"

namespace kg::train {

/// What a verdict serves. Shaped: the rules were worked on after it was judged and with it at hand, so it is
/// right more often than its like. Aside: nothing is fitted on it.
enum class Use : std::uint8_t { Fresh, Shaped, Aside };

/// A judged statement. Nothing of the article's text is kept, only what the model looks at.
struct Verdict {
  std::string article;      ///< its file's name, without the ending
  std::uint64_t begin = 0;  ///< of the sentence, in the article's plain text
  std::string statement;    ///< a hash of it without `according_to`, 16 hex digits
  std::string verdict;      ///< right, useless or wrong
  std::string fault;        ///< of those that are not right; - where nobody noted it
  Use use = Use::Fresh;
  text::StatementFeatures features{};

  bool right() const { return verdict == "right"; }
};

/// The rows of a table, by article and place. Throws `Error` for a line that is none.
std::vector<Verdict> read_verdicts(std::string_view table);
std::string print_verdicts(std::span<const Verdict> verdicts);

/// Reads the articles (files; those without verdicts are skipped) again: the verdicts on what is still read
/// in them, with their features of now, and the verdicts on other articles as they are.
std::vector<Verdict> refresh(std::span<const Verdict> verdicts, std::span<const std::string> articles);

/// A logistic model. What was shaped has a bias of its own, for training only.
struct Confidences {
  double bias = 0, shaped_bias = 0;
  std::array<double, text::kStatementFeatures> weights{};
  double of(const text::StatementFeatures& features) const;  ///< of a statement that is not shaped
};

/// The weights with the highest likelihood less `ridge` / 2 times their squares.
Confidences fit_confidences(std::span<const Verdict> verdicts, double ridge);

/// The confidence of each verdict by a model fitted without its article, in `folds` parts.
std::vector<double> cross_validate(std::span<const Verdict> verdicts, double ridge, std::size_t folds);

/// A table of the calibration (steps of 0.1), and one of what each least confidence would keep, for the
/// verdicts of one use.
std::string calibration_of(std::span<const Verdict> verdicts, std::span<const double> confidences, Use use);

}  // namespace kg::train
