#include "tools/train/confidence.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "kg/error.hpp"
#include "loaders/formats/markdown.hpp"
#include "loaders/text/english.hpp"
#include "loaders/text/hash.hpp"
#include "tools/train/wordnet.hpp"

namespace kg::train {
namespace {

using Row = std::vector<double>;

constexpr std::size_t kColumns = 6;  // before the features
constexpr std::array<std::string_view, 3> kUses = {"fresh", "shaped", "aside"};

Use use_of(std::string_view name) {
  const auto found = std::find(kUses.begin(), kUses.end(), name);
  if (found == kUses.end())
    throw Error(fmt::format("verdicts: '{}' is no use: expected fresh, shaped or aside", name));
  return static_cast<Use>(found - kUses.begin());
}

std::string hash_of_statement(Statement statement) {
  std::erase_if(statement.qualifiers, [](const Qualifier& q) { return q.key == "according_to"; });
  return fmt::format("{:016x}", text::hash_of(print(statement)));
}

double logistic(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

// What the fit sees: 1, whether it is shaped, the features.
Row row_of(const Verdict& verdict) {
  Row row{1, verdict.use == Use::Shaped ? 1.0 : 0.0};
  row.insert(row.end(), verdict.features.begin(), verdict.features.end());
  return row;
}

double dot(const Row& a, const Row& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// Solves `matrix` x = `right` by Gaussian elimination; the matrix is positive definite.
Row solve(std::vector<Row> matrix, Row right) {
  const std::size_t size = right.size();
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t r = i + 1; r < size; ++r) {
      const double factor = matrix[r][i] / matrix[i][i];
      for (std::size_t c = i; c < size; ++c) matrix[r][c] -= factor * matrix[i][c];
      right[r] -= factor * right[i];
    }
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t c = i + 1; c < size; ++c) right[i] -= matrix[i][c] * right[c];
    right[i] /= matrix[i][i];
  }
  return right;
}

}  // namespace

std::vector<Verdict> read_verdicts(std::string_view table) {
  std::vector<Verdict> verdicts;
  std::istringstream lines{std::string(table)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> columns;
    std::istringstream words(line);
    for (std::string word; words >> word;) columns.push_back(word);
    if (columns.size() != kColumns + text::kStatementFeatures) {
      throw Error(fmt::format("verdicts:{}: expected {} columns, found {}", number,
                              kColumns + text::kStatementFeatures, columns.size()));
    }
    Verdict verdict{columns[0], std::stoull(columns[1]), columns[2], columns[3],
                    columns[4], use_of(columns[5])};
    for (std::size_t i = 0; i < text::kStatementFeatures; ++i)
      verdict.features[i] = std::stod(columns[kColumns + i]);
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

std::string print_verdicts(std::span<const Verdict> verdicts) {
  std::string table;
  for (const Verdict& v : verdicts) {
    table += fmt::format("{}\t{}\t{}\t{}\t{}\t{}", v.article, v.begin, v.statement, v.verdict, v.fault,
                         kUses[static_cast<std::size_t>(v.use)]);
    for (const double value : v.features) table += fmt::format("\t{:.3g}", value);
    table += '\n';
  }
  return table;
}

std::vector<Verdict> refresh(std::span<const Verdict> verdicts, std::span<const std::string> articles) {
  std::map<std::string, std::vector<const Verdict*>> of_article;
  for (const Verdict& verdict : verdicts) of_article[verdict.article].push_back(&verdict);
  std::vector<Verdict> fresh;
  for (const std::string& path : articles) {
    const auto found = of_article.find(std::filesystem::path(path).stem().string());
    if (found == of_article.end()) continue;
    const auto watch = [&](const Fact& fact, std::span<const double> features) {
      const std::string hash = hash_of_statement(fact.statement);
      for (const Verdict*& verdict : found->second) {
        if (!verdict || verdict->begin != fact.span.begin || verdict->statement != hash) continue;
        fresh.push_back(*verdict);
        std::copy(features.begin(), features.end(), fresh.back().features.begin());
        verdict = nullptr;  // once
        break;
      }
    };
    const auto plain = loaders::plain_text_of(path, read_file(path));
    text::read_english(path, plain.text, plain.date, text::Effort::Accurate, nullptr, watch);
    of_article.erase(found);
  }
  for (const auto& [article, kept] : of_article) {
    for (const Verdict* verdict : kept) fresh.push_back(*verdict);
  }
  std::stable_sort(fresh.begin(), fresh.end(), [](const Verdict& a, const Verdict& b) {
    return std::tie(a.article, a.begin, a.statement) < std::tie(b.article, b.begin, b.statement);
  });
  return fresh;
}

double Confidences::of(const text::StatementFeatures& features) const {
  double log_odds = bias;
  for (std::size_t i = 0; i < features.size(); ++i) log_odds += weights[i] * features[i];
  return logistic(log_odds);
}

Confidences fit_confidences(std::span<const Verdict> verdicts, double ridge) {
  constexpr int kMostSteps = 30;
  constexpr double kEnough = 1e-6, kFree = 1e-3;  // the biases are hardly held
  const std::size_t size = 2 + text::kStatementFeatures;
  Row weights(size);
  for (int step = 0; step < kMostSteps; ++step) {  // Newton's
    Row gradient(size);
    std::vector<Row> curvature(size, Row(size));
    for (std::size_t i = 0; i < size; ++i) {
      const double held = i < 2 ? kFree : ridge;
      gradient[i] = held * weights[i];
      curvature[i][i] = held;
    }
    for (const Verdict& verdict : verdicts) {
      if (verdict.use == Use::Aside) continue;
      const Row row = row_of(verdict);
      const double p = logistic(dot(weights, row));
      for (std::size_t i = 0; i < size; ++i) {
        gradient[i] += (p - (verdict.right() ? 1 : 0)) * row[i];
        for (std::size_t j = 0; j < size; ++j) curvature[i][j] += p * (1 - p) * row[i] * row[j];
      }
    }
    const Row change = solve(std::move(curvature), std::move(gradient));
    double largest = 0;
    for (std::size_t i = 0; i < size; ++i) {
      weights[i] -= change[i];
      largest = std::max(largest, std::abs(change[i]));
    }
    if (largest < kEnough) break;
  }
  Confidences fitted{weights[0], weights[1]};
  std::copy(weights.begin() + 2, weights.end(), fitted.weights.begin());
  return fitted;
}

std::vector<double> cross_validate(std::span<const Verdict> verdicts, double ridge, std::size_t folds) {
  std::map<std::string, std::size_t> fold_of;  // whole articles: their statements are alike
  for (const Verdict& verdict : verdicts) fold_of.emplace(verdict.article, 0);
  std::size_t next = 0;
  for (auto& [article, fold] : fold_of) fold = next++ % folds;
  std::vector<double> confidences(verdicts.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Verdict> others;
    std::copy_if(verdicts.begin(), verdicts.end(), std::back_inserter(others),
                 [&](const Verdict& v) { return fold_of[v.article] != fold; });
    const Confidences model = fit_confidences(others, ridge);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      if (fold_of[verdicts[i].article] == fold) confidences[i] = model.of(verdicts[i].features);
    }
  }
  return confidences;
}

std::string calibration_of(std::span<const Verdict> verdicts, std::span<const double> confidences, Use use) {
  struct Count {
    double all = 0, right = 0, sum = 0;
  };
  constexpr std::size_t kSteps = 10;
  std::array<Count, kSteps> steps{};
  double all = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i].use != use) continue;
    auto& step = steps[std::min(kSteps - 1, static_cast<std::size_t>(confidences[i] * kSteps))];
    step.all += 1;
    step.right += verdicts[i].right() ? 1 : 0;
    step.sum += confidences[i];
    all += 1;
  }
  std::string table =
      "| confidence | statements | mean confidence | share right |\n| --- | --- | --- | --- |\n";
  for (std::size_t s = 0; s < kSteps; ++s) {
    if (steps[s].all == 0) continue;
    table += fmt::format("| {:.1f} to {:.1f} | {:.0f} | {:.2f} | {:.2f} |\n", 0.1 * static_cast<double>(s),
                         0.1 * static_cast<double>(s + 1), steps[s].all, steps[s].sum / steps[s].all,
                         steps[s].right / steps[s].all);
  }
  table += "\n| least confidence | share of statements kept | share right |\n| --- | --- | --- |\n";
  Count above;
  std::string lines;
  for (std::size_t s = kSteps; s-- > 0;) {
    above.all += steps[s].all;
    above.right += steps[s].right;
    if (above.all == 0) continue;
    lines.insert(0, fmt::format("| {:.1f} | {:.2f} | {:.2f} |\n", 0.1 * static_cast<double>(s),
                                above.all / all, above.right / above.all));
  }
  return table + lines;
}

}  // namespace kg::train
