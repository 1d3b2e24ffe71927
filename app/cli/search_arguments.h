#pragma once

#include "app/cli/arguments.h"

#include <CLI/App.hpp>

namespace likeness::cli {

/// The grammar of `search`, where the order of arguments of different kinds matters.
class SearchArguments {
public:
    /// Adds the subcommand; it fills `invocation.command`. Both must outlive the parse.
    void addTo(CLI::App& app, Invocation& invocation);

private:
    /// The parts in the order of the command line, with their weights. Throws CLI::ValidationError.
    std::vector<QueryPart> parts(bool& readsStandardInput) const;
    SearchCommand command() const;

    CLI::App* m_app = nullptr;
    CLI::Option* m_imageOption = nullptr;
    CLI::Option* m_textOption = nullptr;
    CLI::Option* m_notOption = nullptr;
    CLI::Option* m_notTextOption = nullptr;
    std::vector<std::string> m_images;
    std::vector<std::string> m_texts;
    std::vector<std::string> m_nots;
    std::vector<std::string> m_notTexts;
    std::vector<double> m_weights;
    std::vector<std::string> m_filters;
    std::string m_crop;
    std::string m_sort;
    std::uint32_t m_count = 20;
    float m_scoreMin = -2.0F; // below every cosine: not given
    bool m_exact = false;
    bool m_explain = false;
};

} // namespace likeness::cli
