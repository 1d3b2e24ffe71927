#pragma once

#include "core/api/types.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

namespace likeness {

/// What is known about a photo, as texts for people; each is empty when it is not known.
/// Thread: any.
class PhotoFacts {
    Q_DECLARE_TR_FUNCTIONS(Inspector)

public:
    static QString dimensions(const PhotoRow& row);
    static QString date(const PhotoDetails& details);
    static QString camera(const Metadata& metadata);
    /// Focal length, aperture and time.
    static QString exposure(const Metadata& metadata);
    static QString iso(const Metadata& metadata);
    static QString place(const Metadata& metadata);
    static QString format(const PhotoRow& row);
};

} // namespace likeness
